// wrong: the unique_lock is given up only on the way without data; the other way awaits with it held.
#include <coroutine>
#include <deque>
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
Task send(int Value) noexcept;

struct Outbox {
  std::mutex Guard;
  std::deque<int> Values;
};
Task flush(Outbox &Box) {
  std::unique_lock<std::mutex> Lock(Box.Guard); // HERE
  if (Box.Values.empty()) {
    Lock.unlock();
    co_return;
  }
  co_await send(Box.Values.front()); // OR
  Box.Values.pop_front();
}
