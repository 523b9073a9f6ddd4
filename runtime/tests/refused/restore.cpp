#include "coroutine.hpp"
int main() { asyncsafe::mask([](auto restore) { restore([] { return body(); }); }); }
