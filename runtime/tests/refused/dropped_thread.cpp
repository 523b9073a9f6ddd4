// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/thread.hpp>
int main() {
  asyncsafe::thread([] {});  // stopped and joined at once
}
