// right: the lock is given up for the await and taken again behind it.
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
  std::unique_lock<std::mutex> Lock(Box.Guard);
  while (!Box.Values.empty()) {
    int Next = Box.Values.front();
    Box.Values.pop_front();
    Lock.unlock();
    co_await send(Next);
    Lock.lock();
  }
}
