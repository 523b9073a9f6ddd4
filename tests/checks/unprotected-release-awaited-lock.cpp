// RUN: %check_asyncsafe %s %t -- -std=c++20
// A lock that is awaited is held from resumption on.
#include <coroutine>
#include <stdexcept>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume();
};
struct Try : Task {
  bool await_resume();
};
struct Lock {
  Task lock() noexcept;
  Try try_lock() noexcept;
  void unlock() noexcept;
};
static int Count;
void work() noexcept;

Task awaitedAlone_ok(Lock &L) {
  co_await L.lock();
  work();
  L.unlock();
}
Task failsInAwaitResume_ok(Lock &L) {
  co_await L.lock();
  try {
    if (Count < 0)
      throw std::runtime_error("count");
  } catch (...) {
    L.unlock();
    throw;
  }
  L.unlock();
}
Task triedAndNotHeld_ok(Lock &L, Task &Other) {
  if (!co_await L.try_lock()) {
    co_await Other;
    co_return;
  }
  L.unlock();
}
Task suspendedWhileHeld_bad(Lock &L, Task &Other) {
  co_await L.lock();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: lock 'L' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+4]]:3: note: the coroutine may be destroyed while it is suspended here
  // CHECK-NOTES: :[[@LINE+4]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-4]]:12: note: {{.*}}
  work();
  co_await Other;
  L.unlock();
}
Task thrownWhileHeld_bad(Lock &L) {
  co_await L.lock();
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: lock 'L' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+4]]:5: note: an exception of type {{.*}} is thrown here
  // CHECK-NOTES: :[[@LINE+4]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-4]]:12: note: {{.*}}
  if (Count < 0)
    throw std::runtime_error("count");
  L.unlock();
}
