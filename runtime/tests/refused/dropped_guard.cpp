// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/mask.hpp>
int main() {
  asyncsafe::mask_guard();  // ends before the next statement
}
