// right: whoever resumes the coroutine throws on what it has kept.
#include <boost/thread.hpp>
#include <coroutine>
#include <exception>

struct Job {
  struct promise_type {
    std::exception_ptr Error;
    Job get_return_object() { return Job(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { Error = std::current_exception(); }
  };
  explicit Job(std::coroutine_handle<promise_type> H) : Handle(H) {}
  Job(const Job &) = delete;
  ~Job() { Handle.destroy(); }
  bool step() {
    Handle.resume();
    if (Handle.promise().Error)
      std::rethrow_exception(Handle.promise().Error);
    return !Handle.done();
  }
  std::coroutine_handle<promise_type> Handle;
};
static Job blink(int &Led) {
  for (;;) {
    Led = !Led;
    boost::this_thread::sleep_for(boost::chrono::milliseconds(500));
    co_await std::suspend_always();
  }
}
static void panel(int *Led) {
  Job One = blink(*Led);
  while (One.step())
    ;
}
void flash(int &Led, int Seconds) {
  boost::thread T(panel, &Led);
  boost::this_thread::sleep_for(boost::chrono::seconds(Seconds));
  T.interrupt();
  T.join();
}
