#include "coroutine.hpp"
int main() { asyncsafe::finally([] { return body(); }, [] {}); }
