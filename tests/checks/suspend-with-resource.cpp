// RUN: %check_asyncsafe -checks=asyncsafe-suspend-with-resource %s %t -- %mock -std=c++20
// Locks of a thread, held where a coroutine sleeps.
#include <coroutine>
#include <exception>
#include <mutex>
#include <pthread.h>

struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
struct reply {
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

job before_ok(std::mutex &m, reply &e, int &v) {
  {
    std::lock_guard<std::mutex> g(m);
    ++v;
  }
  co_await e;
}

job behind_ok(std::mutex &m, reply &e, int &v) {
  co_await e;
  std::lock_guard<std::mutex> g(m);
  ++v;
}

job unlocked_ok(std::mutex &m, reply &e) {
  std::unique_lock<std::mutex> g(m);
  g.unlock();
  co_await e;
  g.lock();
}

job awaited_ok(coroutine_mutex &m, reply &e) {
  co_await m.lock();
  co_await e;
  m.unlock();
}

job never_ok(std::mutex &m, int &v) {
  std::lock_guard<std::mutex> g(m);
  co_await std::suspend_never{};
  ++v;
}

void no_coroutine_ok(std::mutex &m, int &v) {
  std::lock_guard<std::mutex> g(m);
  ++v;
}

job guard_bad(std::mutex &m, reply &e, int &v) {
  std::lock_guard<std::mutex> g(m);
  co_await e;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine is suspended here while it holds lock 'm' [asyncsafe-suspend-with-resource]
  ++v;
}

job unique_bad(std::mutex &m, reply &e, int &v) {
  std::unique_lock<std::mutex> g(m);
  ++v;
  co_await e;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine is suspended here while it holds lock 'm' [asyncsafe-suspend-with-resource]
}

job in_loop_bad(std::mutex &m, reply &e, int n) {
  for (int i = 0; i < n; ++i) {
    std::lock_guard<std::mutex> g(m);
    co_await e;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the coroutine is suspended here while it holds lock 'm' [asyncsafe-suspend-with-resource]
  }
}

job masked_bad(reply &e) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  co_await e;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine is suspended here while cancellation is disabled on this thread [asyncsafe-suspend-with-resource]
  pthread_setcancelstate(old, nullptr);
}
