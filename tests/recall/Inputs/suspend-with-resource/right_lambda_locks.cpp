// right: the lock lives in a lambda that is called and returns before the await.
#include <coroutine>
#include <exception>
#include <map>
#include <mutex>
#include <shared_mutex>

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
Task reply(int Socket, long Value) noexcept;

static std::shared_mutex Guard;
static std::map<int, long> Values;

Task answer(int Socket, int Key) {
  auto Find = [Key] {
    std::shared_lock<std::shared_mutex> Lock(Guard);
    auto It = Values.find(Key);
    return It == Values.end() ? -1 : It->second;
  };
  long Value = Find();
  if (Value >= 0)
    co_await reply(Socket, Value);
}
