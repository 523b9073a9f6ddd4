// right: what is kept over the await is memory with an owner; no thread is bound to it.
#include <coroutine>
#include <exception>
#include <memory>
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
static long Total;
Task fill(char *Buffer, int Size) noexcept;

Task load(int Size) {
  auto Buffer = std::make_unique<char[]>(static_cast<std::size_t>(Size));
  co_await fill(Buffer.get(), Size);
  std::lock_guard<std::mutex> Lock(Guard);
  Total += Buffer[0];
}
