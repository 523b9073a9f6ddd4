// right: suspend_never does not suspend; the coroutine runs through under its lock.
#include <coroutine>
#include <exception>
#include <mutex>

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
static std::mutex Guard;
static long Steps;

Task count(int N) {
  std::lock_guard<std::mutex> Lock(Guard);
  for (int I = 0; I < N; ++I) {
    co_await std::suspend_never();
    ++Steps;
  }
}
