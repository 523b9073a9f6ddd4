// wrong: thread_interrupted from the sleep is stored in the promise and nobody throws it on: the step counts as done.
#include <boost/thread.hpp>
#include <coroutine>
#include <exception>

struct Job {
  struct promise_type {
    std::exception_ptr Error;
    Job get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { Error = std::current_exception(); } // HERE
  };
  std::coroutine_handle<promise_type> Handle;
};
static Job blink(int &Led) {
  for (;;) {
    Led = !Led;
    boost::this_thread::sleep_for(boost::chrono::milliseconds(500)); // OR
    co_await std::suspend_always();
  }
}
static void panel(int *Led) {
  for (;;) {
    Job One = blink(*Led);
    for (int Step = 0; Step < 10 && !One.Handle.done(); ++Step)
      One.Handle.resume();
    One.Handle.destroy();
  }
}
void flash(int &Led, int Seconds) {
  boost::thread T(panel, &Led);
  boost::this_thread::sleep_for(boost::chrono::seconds(Seconds));
  T.interrupt();
  T.join();
}
