// wrong: a signal mask belongs to the thread: suspended, the thread goes on with SIGINT blocked, and another gets the old mask.
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
Task save(int Record) noexcept;

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
Task saveAll(int N) {
  BlockInt Quiet; // HERE
  for (int I = 0; I < N; ++I)
    co_await save(I); // OR
}
