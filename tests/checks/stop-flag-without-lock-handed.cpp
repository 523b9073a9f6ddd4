// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock %s %t -- -std=c++20
// A lock that the caller holds and passes as a guard: the name under which the waiter knows it is unknown.
#include <condition_variable>
#include <mutex>
#include <thread>

class Control {
public:
  explicit Control(std::mutex &mutex) : mutex(mutex) {}
  ~Control() {
    stop = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop' is stored without holding 'own', under which the wait on 'own_changed' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    // CHECK-FIXES: { std::lock_guard lock(own); stop = true; }
    own_changed.notify_one();
    thread.join();
  }
  void order_waits_with_it_ok(std::unique_lock<std::mutex> &lock) {
    command = true;
    ordered.notify_one();
    while (command)
      done.wait(lock);
  }
  void order_shows_it_ok(const std::lock_guard<std::mutex> &) {
    command = true;
    ordered.notify_one();
  }
  void order_takes_it_over_ok(std::unique_lock<std::mutex> lock) {
    command = true;
    ordered.notify_one();
  }

private:
  friend struct Screen;
  void work() {
    std::unique_lock<std::mutex> lock(own);
    while (!stop)
      own_changed.wait(lock);
  }
  std::mutex &mutex;
  std::mutex own;
  std::condition_variable ordered, done, own_changed;
  bool command = false, stop = false;
  std::thread thread{[this] { work(); }};
};
struct Screen {
  std::mutex &mutex;
  void show(Control &by) {
    std::unique_lock<std::mutex> lock(mutex);
    while (!by.command)
      by.ordered.wait(lock);
  }
};
static std::mutex shared;
int main() {
  Control control(shared);
  Screen screen{shared};
  std::thread viewer([&] { screen.show(control); });
  {
    std::unique_lock<std::mutex> lock(shared);
    control.order_waits_with_it_ok(lock);
  }
  {
    std::lock_guard<std::mutex> lock(shared);
    control.order_shows_it_ok(lock);
  }
  control.order_takes_it_over_ok(std::unique_lock<std::mutex>(shared));
  viewer.join();
}
