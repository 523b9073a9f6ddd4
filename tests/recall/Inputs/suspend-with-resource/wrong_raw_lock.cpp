// wrong: between lock() and unlock() the coroutine is suspended; destroyed there, it leaves the mutex locked.
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
struct Printer {
  std::mutex Guard;
  long Pages = 0;
  Task warmUp() noexcept;
  Task print(int Count);
};
Task Printer::print(int Count) {
  Guard.lock(); // HERE
  Pages += Count;
  co_await warmUp(); // OR
  Guard.unlock();
}
