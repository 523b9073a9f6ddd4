// wrong: readers that are suspended keep the shared lock; the writer, on the thread that would resume them, waits without end.
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
  std::shared_lock<std::shared_mutex> Lock(Guard); // HERE
  auto It = Values.find(Key);
  if (It != Values.end())
    co_await reply(Socket, It->second); // OR
}
void put(int Key, long Value) {
  std::unique_lock<std::shared_mutex> Lock(Guard);
  Values[Key] = Value;
}
