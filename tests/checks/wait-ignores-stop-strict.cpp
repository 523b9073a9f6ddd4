// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wait-ignores-stop -option=Strict=true -- -std=c++20
// No code joins the thread: reported only with Strict.
#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

class Detached {
public:
  explicit Detached(int fd) : fd_(fd), thread_(&Detached::run, this) { thread_.detach(); }
  void stop() { stop_ = true; }

private:
  void run() {
    while (!stop_)
      close(accept(fd_, nullptr, nullptr));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'accept' is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }
  int fd_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};
