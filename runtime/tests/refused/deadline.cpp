// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "coroutine.hpp"
int main() { asyncsafe::move_on_after(std::chrono::seconds(1), [] { return body(); }); }
