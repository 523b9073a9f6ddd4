// right: this mutex belongs to the coroutine, not to a thread: its lock is awaited, and its guard may be kept over an await.
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
class AsyncMutex {
public:
  struct Guard {
    explicit Guard(AsyncMutex *Of) noexcept : Of(Of) {}
    Guard(const Guard &) = delete;
    ~Guard() { Of->Held = false; }
    AsyncMutex *Of;
  };
  struct Awaiter {
    AsyncMutex *Of;
    bool await_ready() const noexcept { return !Of->Held; }
    void await_suspend(std::coroutine_handle<> H) noexcept { Of->Next = H; }
    Guard await_resume() noexcept {
      Of->Held = true;
      return Guard(Of);
    }
  };
  Awaiter acquire() noexcept { return {this}; }

private:
  bool Held = false;
  std::coroutine_handle<> Next;
};
Task warmUp() noexcept;
Task print(AsyncMutex &M, long &Pages, int Count) {
  AsyncMutex::Guard Mine = co_await M.acquire();
  co_await warmUp();
  Pages += Count;
}
