// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/sync.hpp>
int main() {
  asyncsafe::semaphore one(1);
  one.try_acquire();
}
