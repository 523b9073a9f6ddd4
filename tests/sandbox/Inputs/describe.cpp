// Goes into the sandbox, and says what it is.
#include "tool/sandbox/Sandbox.h"

#include <cstdio>

int main() { std::puts(asyncsafe::describe(asyncsafe::enterSandbox({})).c_str()); }
