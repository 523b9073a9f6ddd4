// wrong: the cancel state is the thread's: it stays disabled for whatever runs there while the coroutine is suspended.
#include <coroutine>
#include <exception>
#include <pthread.h>

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
Task upload(const char *Path) noexcept;
static long Uploads;

Task mirror(const char *const *Paths) {
  int Before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Before); // HERE
  for (; *Paths; ++Paths) {
    co_await upload(*Paths); // OR
    ++Uploads;
  }
  pthread_setcancelstate(Before, nullptr);
}
