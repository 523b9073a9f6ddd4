// right: the mask is up for a plain call only; the coroutine is suspended without it.
#include <coroutine>
#include <csignal>
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
Task idle() noexcept;
int save(int Record) noexcept;

class BlockInt {
public:
  BlockInt() noexcept {
    sigset_t Set;
    sigemptyset(&Set);
    sigaddset(&Set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &Set, &Old);
  }
  BlockInt(const BlockInt &) = delete;
  ~BlockInt() { pthread_sigmask(SIG_SETMASK, &Old, nullptr); }

private:
  sigset_t Old;
};
static int quietly(int Record) noexcept {
  BlockInt Quiet;
  return save(Record);
}
Task saveAll(int N) {
  for (int I = 0; I < N; ++I)
    if (quietly(I) != 0)
      co_await idle();
}
