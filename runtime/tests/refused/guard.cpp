#include "coroutine.hpp"
int main() { asyncsafe::mask_guard guard; guard.restore([] { return body(); }); }
