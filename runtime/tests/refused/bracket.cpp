// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine.hpp"
int main() { asyncsafe::bracket([] { return 1; }, [](int) {}, [](int) { return body(); }); }
