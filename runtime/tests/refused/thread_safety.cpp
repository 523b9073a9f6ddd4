// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/sync.hpp>
asyncsafe::interruptible_mutex mutex;
int guarded __attribute__((guarded_by(mutex)));
int main() {
  mutex.lock();
  guarded = 1;
  mutex.unlock();
  return guarded;
}
