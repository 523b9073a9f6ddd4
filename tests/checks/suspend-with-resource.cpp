// RUN: %check_asyncsafe -checks=asyncsafe-suspend-with-resource %s %t -- %mock -std=c++20
// Locks of a thread, held where a coroutine sleeps.
#include <coroutine>
#include <exception>
#include <mutex>
#include <pthread.h>

struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
struct event {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
struct coroutine_mutex {
  struct awaitable {
    coroutine_mutex &m;
    bool await_ready() const;
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  awaitable lock();
  void unlock();
};

task before_ok(std::mutex &m, event &e, int &v) {
  {
    std::lock_guard<std::mutex> g(m);
    ++v;
  }
  co_await e;
}

task behind_ok(std::mutex &m, event &e, int &v) {
  co_await e;
  std::lock_guard<std::mutex> g(m);
  ++v;
}

task unlocked_ok(std::mutex &m, event &e) {
  std::unique_lock<std::mutex> g(m);
  g.unlock();
  co_await e;
  g.lock();
}

task awaited_ok(coroutine_mutex &m, event &e) {
  co_await m.lock();
  co_await e;
  m.unlock();
}

task never_ok(std::mutex &m, int &v) {
  std::lock_guard<std::mutex> g(m);
  co_await std::suspend_never{};
  ++v;
}

void no_coroutine_ok(std::mutex &m, int &v) {
  std::lock_guard<std::mutex> g(m);
  ++v;
}

task guard_bad(std::mutex &m, event &e, int &v) {
  std::lock_guard<std::mutex> g(m);
  co_await e;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine is suspended here while it holds lock 'm' [asyncsafe-suspend-with-resource]
  ++v;
}

task unique_bad(std::mutex &m, event &e, int &v) {
  std::unique_lock<std::mutex> g(m);
  ++v;
  co_await e;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine is suspended here while it holds lock 'm' [asyncsafe-suspend-with-resource]
}

task in_loop_bad(std::mutex &m, event &e, int n) {
  for (int i = 0; i < n; ++i) {
    std::lock_guard<std::mutex> g(m);
    co_await e;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the coroutine is suspended here while it holds lock 'm' [asyncsafe-suspend-with-resource]
  }
}

task masked_bad(event &e) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  co_await e;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine is suspended here while cancellation is disabled on this thread [asyncsafe-suspend-with-resource]
  pthread_setcancelstate(old, nullptr);
}
