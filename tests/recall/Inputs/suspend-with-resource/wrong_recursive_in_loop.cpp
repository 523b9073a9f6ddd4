// wrong: each round takes the lock and awaits under it; resumed on another pool thread, the unlock is another thread's.
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
struct Pool {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> H) noexcept;
  void await_resume() noexcept {}
};
class Board {
public:
  Task redraw(Pool &P) {
    while (Dirty) {
      std::lock_guard<std::recursive_mutex> Lock(Guard); // HERE
      --Dirty;
      co_await P; // OR
    }
  }

private:
  std::recursive_mutex Guard;
  int Dirty = 3;
};
