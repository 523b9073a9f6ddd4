// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock %s %t -- -std=c++20
// The guard is within the object that is passed, or takes its lock under a condition of its own.
#include <condition_variable>
#include <mutex>
#include <thread>

struct Safe {
  std::unique_lock<std::mutex> minor;
};
struct Unsafe : Safe {
  std::unique_lock<std::mutex> major;
};
struct Plain {
  int number;
};
struct Gate {
  bool enabled;
  std::mutex mutex;
};
class MaybeLock {
public:
  explicit MaybeLock(Gate &gate) : gate(gate), locked(gate.enabled) {
    if (locked)
      gate.mutex.lock();
  }
  ~MaybeLock() {
    if (locked)
      gate.mutex.unlock();
  }

private:
  Gate &gate;
  bool locked;
};

class Player {
public:
  Player() : thread([this] { run(); }) {}
  ~Player() { thread.join(); }
  void stop_under_both_ok(Unsafe &) {
    stop = true;
    changed.notify_one();
  }
  void stop_under_one_ok(Safe &) {
    stop = true;
    changed.notify_one();
  }
  void stop_if_enabled_ok() {
    MaybeLock lock(gate);
    stop = true;
    changed.notify_one();
  }
  void stop_bad(Plain &) {
    stop = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop' is stored without holding 'mutex', under which the wait on 'changed' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    changed.notify_one();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(gate.mutex);
    while (!stop)
      changed.wait(lock);
  }
  Gate gate;
  std::condition_variable changed;
  bool stop = false;
  std::thread thread;
};
int main() {
  Player a, b, c, d;
  Unsafe both;
  Plain plain{1};
  a.stop_under_both_ok(both);
  b.stop_under_one_ok(both);
  c.stop_if_enabled_ok();
  d.stop_bad(plain);
}
