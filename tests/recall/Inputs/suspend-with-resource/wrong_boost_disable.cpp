// wrong: disable_interruption counts for the thread; suspended, the thread stays uninterruptible, and the destructor acts on another.
#include <boost/thread.hpp>
#include <coroutine>
#include <exception>

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
Task step(int Number) noexcept;

Task calibrate(int Steps) {
  boost::this_thread::disable_interruption Off; // HERE
  for (int I = 0; I < Steps; ++I)
    co_await step(I); // OR
}
