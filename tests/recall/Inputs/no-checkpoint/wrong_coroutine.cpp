// wrong: the first coroutine gives way once a round; the second never does: its event loop can stop nobody any more.
#include <coroutine>
#include <exception>

struct Task {
  struct promise_type {
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
  std::coroutine_handle<promise_type> Handle;
};
static double Heat[64];
Task cool() {
  for (;;) {
    for (double &H : Heat)
      H *= 0.99;
    co_await std::suspend_always();
  }
}
Task spread() {
  co_await std::suspend_always();
  for (;;) // HERE
    for (int I = 1; I < 63; ++I)
      Heat[I] = (Heat[I - 1] + Heat[I + 1]) / 2;
}
void run(const bool &Stop) {
  Task A = cool(), B = spread();
  while (!Stop) {
    A.Handle.resume();
    B.Handle.resume();
  }
  A.Handle.destroy();
  B.Handle.destroy();
}
