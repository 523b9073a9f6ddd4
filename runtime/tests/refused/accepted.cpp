// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine.hpp"
int main() { asyncsafe::mask([] { body(), void(); }); }
