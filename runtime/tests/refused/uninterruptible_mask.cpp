#include "coroutine.hpp"
int main() { asyncsafe::uninterruptible_mask([] { return body(); }); }
