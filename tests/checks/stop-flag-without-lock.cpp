// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock %s %t -- -std=c++20
// What a condition variable's waiter tests, stored with and without the waiter's mutex.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <queue>
#include <thread>

//===----------------------------------------------------------------------===//
// Right code
//===----------------------------------------------------------------------===//

/// Stored under the lock, notified after it.
class NotifiesAfterUnlock_ok {
public:
  ~NotifiesAfterUnlock_ok() {
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
    while (!stop_)
      condition_.wait(lock);
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
  std::thread thread_{&NotifiesAfterUnlock_ok::run, this};
};

/// An empty critical section between store and notification is enough.
class EmptyCriticalSection_ok {
public:
  void stop() {
    stop_ = true;
    { std::lock_guard<std::mutex> lock(mutex_); }
    condition_.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    condition_.wait(lock, [this] { return stop_.load(); });
  }

private:
  std::mutex mutex_;
  std::condition_variable condition_;
  std::atomic<bool> stop_{false};
};

/// The lock is taken before the store, and by hand.
class LocksByHand_ok {
public:
  void stop() {
    mutex_.lock();
    stop_ = true;
    condition_.notify_one();
    mutex_.unlock();
  }
  void deferred() {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    lock.lock();
    stop_ = true;
    lock.unlock();
    condition_.notify_one();
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    condition_.wait(lock, [this] { return stop_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
};

/// The caller holds the lock.
class CallerHolds_ok {
public:
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    stopLocked();
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      condition_.wait(lock);
  }

private:
  void stopLocked() {
    stop_ = true;
    condition_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
};

/// The caller, not in sight, has proved by an argument that it holds the lock.
class LockIsPassed_ok {
public:
  void stop(std::unique_lock<std::mutex> &lock) {
    stop_ = true;
    lock.unlock();
    condition_.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      condition_.wait(lock);
  }

private:
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
};

/// A wait with a limit tests again.
class BoundedWait_ok {
public:
  void stop() {
    stop_ = true;
    condition_.notify_all();
  }
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      condition_.wait_for(lock, std::chrono::milliseconds(100));
  }

private:
  std::mutex mutex_;
  std::condition_variable condition_;
  std::atomic<bool> stop_{false};
};

/// No thread waits yet.
class BeforeTheThread_ok {
public:
  BeforeTheThread_ok() {
    ready_ = true;
    condition_.notify_all();
  }
  void start() {
    stop_ = false;
    thread_ = std::thread(&BeforeTheThread_ok::run, this);
    condition_.notify_all();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    condition_.wait(lock, [this] { return ready_ && stop_; });
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  bool ready_ = false, stop_ = false;
  std::thread thread_;
};

/// No thread waits for what is stored here.
class SomethingElse_ok {
public:
  void count() {
    ++calls_;
    condition_.notify_all();
  }
  void stop() {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    condition_.notify_all();
  }
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    condition_.wait(lock, [this] { return stop_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
  std::atomic<int> calls_{0};
};

/// What makes the waiter wait on needs no lock.
class GoesOnWaiting_ok {
public:
  void reset() {
    done_ = false;
    condition_.notify_all();
  }
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    condition_.wait(lock, [this] { return done_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable condition_;
  bool done_ = false;
};

void local_ok() {
  std::mutex mutex;
  std::condition_variable condition;
  bool stop = false;
  std::thread thread([&] {
    std::unique_lock<std::mutex> lock(mutex);
    condition.wait(lock, [&] { return stop; });
  });
  {
    std::lock_guard<std::mutex> lock(mutex);
    stop = true;
  }
  condition.notify_one();
  thread.join();
}

//===----------------------------------------------------------------------===//
// Wakeups that can be lost
//===----------------------------------------------------------------------===//

class Destructor_bad {
public:
  ~Destructor_bad() {
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop_' is stored without holding 'mutex_', under which the wait on 'condition_' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    // CHECK-FIXES: { std::lock_guard lock(mutex_); stop_ = true; }
    condition_.notify_all();
    thread_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_ && queue_.empty())
      condition_.wait(lock);
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
  std::queue<int> queue_;
  std::thread thread_{&Destructor_bad::run, this};
};

/// A guard named `lock` would be made of itself.
class NamedLock_bad {
public:
  void stop() {
    done = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'done' is stored without holding 'lock', under which the wait on 'changed' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    // CHECK-FIXES: { std::lock_guard guard(lock); done = true; }
    changed.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> held(lock);
    while (!done)
      changed.wait(held);
  }

private:
  std::mutex lock;
  std::condition_variable changed;
  bool done = false;
};

/// An atomic is no help.
class Atomic_bad {
public:
  void stop() {
    stop_.store(true);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop_' is stored without holding 'mutex_', under which the wait on 'condition_' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
    // CHECK-FIXES: { std::lock_guard lock(mutex_); stop_.store(true); }
    condition_.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    condition_.wait(lock, [this] { return stop_ || !queue_.empty(); });
  }

private:
  std::mutex mutex_;
  std::condition_variable condition_;
  std::atomic<bool> stop_{false};
  std::queue<int> queue_;
};

/// Unlocked too early.
class UnlocksFirst_bad {
public:
  void stop() {
    std::unique_lock<std::mutex> lock(mutex_);
    queue_.push(1);
    lock.unlock();
    stop_ = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'stop_' is stored without holding 'mutex_'
    // CHECK-FIXES: { std::lock_guard guard(mutex_); stop_ = true; }
    wake();
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      condition_.wait(lock);
  }

private:
  void wake() { condition_.notify_all(); }
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
  std::queue<int> queue_;
};

void local_bad() {
  std::mutex mutex;
  std::condition_variable condition;
  bool stop = false;
  std::thread thread([&] {
    std::unique_lock<std::mutex> lock(mutex);
    condition.wait(lock, [&] { return stop; });
  });
  stop = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stop' is stored without holding 'mutex', under which the wait on 'condition' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
  condition.notify_one();
  thread.join();
}
