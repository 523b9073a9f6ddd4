// RUN: %check_asyncsafe -checks=asyncsafe-wait-ignores-stop %s %t -- -std=c++20
// Threads that wait while they are told to stop.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <queue>
#include <stop_token>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

//===----------------------------------------------------------------------===//
// Threads that can be stopped
//===----------------------------------------------------------------------===//

/// The predicate includes the flag, and the stopper notifies.
class Notifies_ok {
public:
  Notifies_ok() : thread_(&Notifies_ok::run, this) {}
  ~Notifies_ok() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    condition_.notify_all();
    thread_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      condition_.wait(lock, [this] { return stop_ || !queue_.empty(); });
      queue_.pop();
    }
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
  std::queue<int> queue_;
  std::thread thread_;
};

/// Notified by what the stopper calls, and by its caller.
class NotifiesElsewhere_ok {
public:
  NotifiesElsewhere_ok() : thread_(&NotifiesElsewhere_ok::run, this) {}
  ~NotifiesElsewhere_ok() {
    setStop();
    wakeup();
    thread_.join();
  }

private:
  void setStop() {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
  }
  void wakeup() { condition_.notify_all(); }
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      condition_.wait(lock);
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
  std::thread thread_;
};

/// What the predicate tests is changed too.
class Sentinel_ok {
public:
  Sentinel_ok() : thread_(&Sentinel_ok::run, this) {}
  ~Sentinel_ok() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
      queue_.push(-1);
    }
    condition_.notify_all();
    thread_.join();
  }

private:
  void run() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      condition_.wait(lock, [this] { return !queue_.empty(); });
      queue_.pop();
    }
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  std::atomic<bool> stop_{false};
  std::queue<int> queue_;
  std::thread thread_;
};

/// The socket is shut down.
class ShutsDown_ok {
public:
  explicit ShutsDown_ok(int fd) : fd_(fd), thread_(&ShutsDown_ok::run, this) {}
  ~ShutsDown_ok() {
    stop_ = true;
    shutdown(fd_, SHUT_RDWR);
    thread_.join();
  }

private:
  void run() {
    while (!stop_)
      close(accept(fd_, nullptr, nullptr));
  }
  int fd_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

/// A signal, as far as is known, or an unknown function.
class Connection;
void interrupt(Connection *connection);
class AsksUnknown_ok {
public:
  AsksUnknown_ok(int fd, Connection *connection) : fd_(fd), connection_(connection), thread_(&AsksUnknown_ok::run, this) {}
  ~AsksUnknown_ok() {
    stop_ = true;
    interrupt(connection_);
    thread_.join();
  }

private:
  void run() {
    while (!stop_)
      close(accept(fd_, nullptr, nullptr));
  }
  int fd_;
  Connection *connection_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

/// No known code stores the flag; or no code joins the thread.
class NoStopper_ok {
public:
  explicit NoStopper_ok(int fd) : fd_(fd), thread_(&NoStopper_ok::run, this) { thread_.detach(); }
  void stop() { stop_ = true; }

private:
  void run() {
    while (!stop_)
      close(accept(fd_, nullptr, nullptr));
  }
  int fd_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

/// A wait with a limit tests the flag again.
class Bounded_ok {
public:
  Bounded_ok() : thread_(&Bounded_ok::run, this) {}
  ~Bounded_ok() {
    stop_ = true;
    thread_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      condition_.wait_for(lock, std::chrono::milliseconds(50));
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

void token_ok(std::stop_token token) {
  std::mutex mutex;
  std::condition_variable_any condition;
  bool ready = false;
  std::unique_lock<std::mutex> lock(mutex);
  condition.wait(lock, token, [&] { return ready; });
}

void callback_ok(std::stop_token token) {
  std::mutex mutex;
  std::condition_variable condition;
  bool ready = false;
  std::stop_callback wakes(token, [&] {
    std::lock_guard<std::mutex> lock(mutex);
    ready = true;
    condition.notify_all();
  });
  std::unique_lock<std::mutex> lock(mutex);
  condition.wait(lock, [&] { return ready; });
}

/// The destructor notifies besides.
class JoiningThread_ok {
public:
  ~JoiningThread_ok() {
    thread_.request_stop();
    condition_.notify_all();
  }

private:
  void run(std::stop_token token) {
    std::unique_lock<std::mutex> lock(mutex_);
    condition_.wait(lock, [&] { return token.stop_requested(); });
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  std::jthread thread_{[this](std::stop_token token) { run(token); }};
};

//===----------------------------------------------------------------------===//
// Threads that cannot
//===----------------------------------------------------------------------===//

class NeverNotified_bad {
public:
  NeverNotified_bad() : thread_(&NeverNotified_bad::run, this) {}
  ~NeverNotified_bad() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    thread_.join();
  }
  void push(int job) {
    std::lock_guard<std::mutex> lock(mutex_);
    queue_.push(job);
    condition_.notify_one();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      condition_.wait(lock, [this] { return stop_ || !queue_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'condition_variable::wait' is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
      queue_.pop();
    }
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
  std::queue<int> queue_;
  std::thread thread_;
};

class PredicateWithoutFlag_bad {
public:
  PredicateWithoutFlag_bad() : thread_(&PredicateWithoutFlag_bad::run, this) {}
  ~PredicateWithoutFlag_bad() {
    stop_ = true;
    condition_.notify_all();
    thread_.join();
  }

private:
  void run() {
    while (!stop_) {
      std::unique_lock<std::mutex> lock(mutex_);
      condition_.wait(lock, [this] { return !queue_.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'condition_variable::wait' keeps waiting when 'stop_' is set to stop this thread: its condition does not include 'stop_' [asyncsafe-wait-ignores-stop]
      queue_.pop();
    }
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  std::atomic<bool> stop_{false};
  std::queue<int> queue_;
  std::thread thread_;
};

class Accepts_bad {
public:
  explicit Accepts_bad(int fd) : fd_(fd), thread_(&Accepts_bad::run, this) {}
  ~Accepts_bad() {
    stop_ = true;
    thread_.join();
    close(fd_);
  }

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

/// Through a queue whose `pop` waits.
class Queue {
public:
  int pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    condition_.wait(lock, [this] { return !jobs_.empty(); });
    int job = jobs_.front();
    jobs_.pop();
    return job;
  }

private:
  std::mutex mutex_;
  std::condition_variable condition_;
  std::queue<int> jobs_;
};

class Pops_bad {
public:
  Pops_bad() : thread_(&Pops_bad::run, this) {}
  ~Pops_bad() {
    stop_ = true;
    thread_.join();
  }

private:
  void run() {
    while (!stop_)
      queue_.pop();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Queue::pop' is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }
  Queue queue_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

void token_bad(std::stop_token token) {
  std::mutex mutex;
  std::condition_variable_any condition;
  bool ready = false;
  std::unique_lock<std::mutex> lock(mutex);
  condition.wait(lock, [&] { return ready; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'condition_variable_any::wait' is not woken when a stop is requested through 'token' [asyncsafe-wait-ignores-stop]
  // CHECK-FIXES: condition.wait(lock, token, [&] { return ready; });
}

std::mutex shared;
std::condition_variable arrived;
int messages;
std::jthread receiver([](std::stop_token token) {
  while (!token.stop_requested()) {
    std::unique_lock<std::mutex> lock(shared);
    arrived.wait(lock, [] { return messages > 0; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'condition_variable::wait' is not woken when a stop is requested through 'token' [asyncsafe-wait-ignores-stop]
    --messages;
  }
});
