// wrong: the program's own guard holds a pthread mutex over the await; the mutex has an owner, the thread.
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
class Hold {
public:
  explicit Hold(pthread_mutex_t &M) noexcept : M(M) { pthread_mutex_lock(&M); }
  Hold(const Hold &) = delete;
  ~Hold() { pthread_mutex_unlock(&M); }

private:
  pthread_mutex_t &M;
};
static pthread_mutex_t Journal = PTHREAD_MUTEX_INITIALIZER;
static long Sequence;
Task sync(long Number) noexcept;

Task append() {
  Hold Mine(Journal); // HERE
  long Number = ++Sequence;
  co_await sync(Number); // OR
}
