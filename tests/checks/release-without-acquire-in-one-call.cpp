// RUN: %check_asyncsafe %s %t -- -std=c++20
// A call releases the lock of a guard, takes it again, and may throw: in which order, its summary does not say.
#include <mutex>
#include <stdexcept>

void notify(int whom) {
  if (whom < 0)
    throw std::invalid_argument("whom");
}

class Engine {
public:
  //===--- Silent ---------------------------------------------------------===//

  void close_ok(int whom) {
    std::lock_guard<std::mutex> guard(mutex);
    leave_and_come_back(whom);
  }

  //===--- Alarms ---------------------------------------------------------===//

  void tell_bad(int whom) {
    std::lock_guard<std::mutex> guard(mutex);
    mutex.unlock();
    notify(whom);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'this->mutex' is released by its guard, also if an exception is thrown here, where it is not held [asyncsafe-release-without-acquire]
    mutex.lock();
  }
  void leave_first_bad(int whom) {
    std::lock_guard<std::mutex> guard(mutex);
    leave();
    notify(whom);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'this->mutex' is released by its guard, also if an exception is thrown here, where it is not held [asyncsafe-release-without-acquire]
    mutex.lock();
  }

private:
  void leave() noexcept { mutex.unlock(); }
  void leave_and_come_back(int whom) {
    if (whom > 100)
      throw std::out_of_range("whom");
    mutex.unlock();
    work();
    if (!closed)
      mutex.lock();
  }
  void work() noexcept;
  bool closed = false;
  std::mutex mutex;
};
void run(Engine &engine) {
  engine.close_ok(1);
  engine.tell_bad(2);
  engine.leave_first_bad(3);
}
