// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// libstdc++ does not annotate std::lock_guard and its like; a guard of one's own that is annotated serves.
#include <asyncsafe/shared_mutex.hpp>

template <class Mutex>
class __attribute__((scoped_lockable)) lock_scope {
 public:
  explicit lock_scope(Mutex& mutex) __attribute__((acquire_capability(mutex))) : mutex_(mutex) { mutex_.lock(); }
  ~lock_scope() __attribute__((release_capability())) { mutex_.unlock(); }
  lock_scope(const lock_scope&) = delete;
  lock_scope& operator=(const lock_scope&) = delete;

 private:
  Mutex& mutex_;
};

asyncsafe::interruptible_mutex mutex;
asyncsafe::interruptible_shared_mutex shared;
int guarded __attribute__((guarded_by(mutex)));
int read_often __attribute__((guarded_by(shared)));

int main() {
  {
    const lock_scope whole(mutex);
    guarded = 1;
  }
  {
    const lock_scope whole(shared);
    read_often = 1;
  }
  shared.lock_shared();
  const int found = read_often;
  shared.unlock_shared();
  std::error_code error;
  if (mutex.lock(error)) {
    guarded = found;
    mutex.unlock();
  }
}
