// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- %mock -std=c++20
// Releases in handlers, by guards, and under guards.
#include <atomic>
#include <fcntl.h>
#include <functional>
#include <mutex>
#include <unistd.h>

struct error {};
int prepare() {
  static int Left = 3;
  if (Left-- == 0)
    throw error();
  return Left;
}
void work();
int count() noexcept;
static std::mutex Mutex;
static std::atomic<int> Active;
bool drained() { return Active == 0; }

//===--- Silent ------------------------------------------------------------===//

struct at_exit {
  std::function<void()> Do;
  explicit at_exit(std::function<void()> Do) : Do(static_cast<std::function<void()> &&>(Do)) {}
  ~at_exit() { Do(); }
};
void armed_behind_ok() {
  int Amount = prepare();
  Mutex.lock();
  at_exit Unlock([] { Mutex.unlock(); });
  work();
  (void)Amount;
}
void armed_asks_ok() {
  bool Locked = false;
  at_exit Unlock([&] {
    if (Locked)
      Mutex.unlock();
  });
  prepare();
  Mutex.lock();
  Locked = true;
  work();
}
void adopts_what_is_held_ok(bool Insist) {
  if (!Mutex.try_lock()) {
    if (!Insist)
      return;
    Mutex.lock();
  }
  std::lock_guard<std::mutex> Lock(Mutex, std::adopt_lock);
  work();
}
void adopts_the_callers_ok() {
  std::lock_guard<std::mutex> Lock(Mutex, std::adopt_lock);
  work();
}
void counted_before_the_try_ok() {
  ++Active;
  try {
    prepare();
  } catch (...) {
    --Active;
    throw;
  }
  --Active;
}
long handle_is_none_ok(const char *Path) {
  int Fd = -1;
  try {
    prepare();
    Fd = open(Path, O_RDONLY);
    if (Fd < 0)
      throw error();
  } catch (...) {
    close(Fd);
    throw;
  }
  close(Fd);
  return 0;
}
void failure_outside_the_try_ok() {
  if (!Mutex.try_lock())
    throw error();
  try {
    prepare();
  } catch (...) {
    Mutex.unlock();
    throw;
  }
  Mutex.unlock();
}
void reopened_under_guard_ok() {
  std::lock_guard<std::mutex> Lock(Mutex);
  Mutex.unlock();
  count();
  Mutex.lock();
}
void taken_again_by_the_handler_ok() {
  std::lock_guard<std::mutex> Lock(Mutex);
  Mutex.unlock();
  try {
    prepare();
  } catch (...) {
    Mutex.lock();
    throw;
  }
  Mutex.lock();
}
int through_the_guard_ok() {
  std::unique_lock<std::mutex> Lock(Mutex);
  Lock.unlock();
  int N = prepare();
  return N;
}

//===--- Speaks ------------------------------------------------------------===//

void armed_too_early_bad() {
  at_exit Unlock([] { Mutex.unlock(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: lock 'Mutex' is released here, also if an exception is thrown before its acquisition [asyncsafe-release-without-acquire]
  prepare();
  Mutex.lock();
  work();
}
void adopts_what_was_refused_bad(bool Insist) {
  if (!Mutex.try_lock() && !Insist)
    return;
  std::lock_guard<std::mutex> Lock(Mutex, std::adopt_lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: lock 'Mutex' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  work();
}
void counted_in_the_try_bad() {
  try {
    prepare();
    ++Active;
    work();
    --Active;
  } catch (...) {
    --Active;
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: count 'Active' is released here, also if an exception is thrown before its acquisition [asyncsafe-release-without-acquire]
    throw;
  }
}
long never_assigned_bad(const char *Path) {
  int Fd;
  try {
    prepare();
    Fd = open(Path, O_RDONLY);
    if (Fd < 0)
      return -1;
    prepare();
    close(Fd);
    return 0;
  } catch (...) {
    close(Fd);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: file descriptor 'Fd' is released here, also if an exception is thrown before its acquisition [asyncsafe-release-without-acquire]
    throw;
  }
}
void failure_thrown_in_the_try_bad() {
  try {
    if (!Mutex.try_lock())
      throw error();
    prepare();
    Mutex.unlock();
  } catch (...) {
    Mutex.unlock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'Mutex' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
    throw;
  }
}
int by_hand_under_guard_bad(int N) {
  std::lock_guard<std::mutex> Lock(Mutex);
  if (N < 0) {
    Mutex.unlock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'Mutex' is released here by hand, and again by its guard [asyncsafe-release-without-acquire]
    return -1;
  }
  return N;
}
void thrown_under_guard_bad() {
  std::lock_guard<std::mutex> Lock(Mutex);
  Mutex.unlock();
  prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'Mutex' is released by its guard, also if an exception is thrown here, where it is not held [asyncsafe-release-without-acquire]
  Mutex.lock();
}
