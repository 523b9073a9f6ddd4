#include "coroutine.hpp"
int main() { asyncsafe::mask([] { body(), void(); }); }
