// right: the guard's block ends before the await; a second guard serves the second part.
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
Task fetch(int Key) noexcept;

struct Cache {
  std::mutex Guard;
  int Hits = 0, Last = 0;
};
Task lookup(Cache &C, int Key) {
  {
    std::lock_guard<std::mutex> Lock(C.Guard);
    if (C.Last == Key)
      ++C.Hits;
  }
  co_await fetch(Key);
  std::lock_guard<std::mutex> Lock(C.Guard);
  C.Last = Key;
}
