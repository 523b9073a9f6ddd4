#include "coroutine.hpp"
int main() { asyncsafe::mask([] { return body(); }); }
