// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock %s %t -- -std=c++20
// A lock is held at the store, but not the waiter's.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

//===----------------------------------------------------------------------===//
// Right code
//===----------------------------------------------------------------------===//

class both_held_ok {
public:
  ~both_held_ok() {
    {
      std::lock_guard<std::mutex> all(all_);
      std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return stop_; });
  }
  std::mutex all_, mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  std::thread thread_{&both_held_ok::run, this};
};

/// It may well be the same.
class by_pointer_ok {
public:
  explicit by_pointer_ok(std::mutex *shared) : shared_(shared) {}
  ~by_pointer_ok() {
    {
      std::lock_guard<std::mutex> lock(*shared_);
      stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return stop_; });
  }
  std::mutex *shared_;
  std::mutex &mutex_ = *shared_;
  std::condition_variable changed_;
  bool stop_ = false;
  std::thread thread_{&by_pointer_ok::run, this};
};

/// The waiter keeps the other lock while it waits: no store comes in between.
class waiter_holds_it_ok {
public:
  ~waiter_holds_it_ok() {
    {
      std::lock_guard<std::mutex> all(all_);
      stop_ = true;
      changed_.notify_all();
    }
    thread_.join();
  }

private:
  void run() {
    std::lock_guard<std::mutex> all(all_);
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return stop_; });
  }
  std::mutex all_, mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  std::thread thread_{&waiter_holds_it_ok::run, this};
};

//===----------------------------------------------------------------------===//
// Wrong code
//===----------------------------------------------------------------------===//

class other_lock_bad {
public:
  ~other_lock_bad() {
    {
      std::lock_guard<std::mutex> lock(statistics_);
      stop_ = true;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stop_' is stored without holding 'mutex_', under which the wait on 'changed_' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    }
    changed_.notify_all();
    thread_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return stop_; });
  }
  std::mutex statistics_, mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  std::thread thread_{&other_lock_bad::run, this};
};
