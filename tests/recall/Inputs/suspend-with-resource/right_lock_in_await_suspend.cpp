// right: the lock is taken and released within await_suspend(), an ordinary function.
#include <coroutine>
#include <exception>
#include <mutex>
#include <vector>

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
class Gate {
public:
  struct Waiter {
    Gate &G;
    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> H) {
      std::lock_guard<std::mutex> Lock(G.Guard);
      if (G.Open)
        return false;
      G.Waiting.push_back(H);
      return true;
    }
    void await_resume() noexcept {}
  };
  Waiter wait() noexcept { return {*this}; }

private:
  std::mutex Guard;
  bool Open = false;
  std::vector<std::coroutine_handle<>> Waiting;
};
Task visitor(Gate &G, int &Visits) {
  co_await G.wait();
  ++Visits;
}
