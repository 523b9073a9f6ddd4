// RUN: %check_asyncsafe -checks=asyncsafe-wait-ignores-stop %s %t -- -std=c++20
// Durations.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
using namespace std::chrono_literals;

/// Notified, or short, or not constant, or until a point in time.
class Notifies_ok {
public:
  explicit Notifies_ok(std::chrono::seconds period) : period_(period), thread_(&Notifies_ok::run, this) {}
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
      condition_.wait_for(lock, 60s, [this] { return stop_; });
      condition_.wait_for(lock, 1min);
    }
  }
  std::chrono::seconds period_;
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
  std::thread thread_;
};

class Short_ok {
public:
  explicit Short_ok(std::chrono::seconds period) : period_(period), thread_(&Short_ok::run, this) {}
  ~Short_ok() {
    stop_ = true;
    thread_.join();
  }

private:
  void run() {
    while (!stop_) {
      std::this_thread::sleep_for(100ms);
      std::this_thread::sleep_for(std::chrono::duration<double>(0.25));
      std::this_thread::sleep_for(std::chrono::microseconds(9999999));
      std::this_thread::sleep_for(period_);
      std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1h);
      for (int tries = 0; tries < 3; ++tries)
        std::this_thread::sleep_for(20s);
    }
  }
  std::chrono::seconds period_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

/// The token ends it; or it sleeps only a moment; or only once.
void token_ok(std::stop_token token, std::mutex &mutex) {
  std::condition_variable_any wakes;
  std::unique_lock<std::mutex> lock(mutex);
  while (!token.stop_requested())
    wakes.wait_for(lock, token, 60s, [] { return false; });
}
void ticks_ok(std::stop_token token) {
  while (!token.stop_requested())
    std::this_thread::sleep_for(200ms);
}
void once_ok(std::stop_token token) {
  if (!token.stop_requested())
    std::this_thread::sleep_for(30s);
}

class Sleeps_bad {
public:
  Sleeps_bad() : thread_(&Sleeps_bad::run, this) {}
  ~Sleeps_bad() {
    stop_ = true;
    thread_.join();
  }

private:
  static constexpr std::chrono::minutes Period{5};
  static constexpr int Seconds = 30;
  void run() {
    while (!stop_) {
      std::this_thread::sleep_for(std::chrono::seconds(30));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' waits for up to 30 s, and is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
      std::this_thread::sleep_for(30s);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' waits for up to 30 s, and is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
      std::this_thread::sleep_for(Period);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' waits for up to 5 min, and is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
      std::this_thread::sleep_for(std::chrono::milliseconds(Seconds * 1000));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' waits for up to 30 s, and is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
      const auto pause = 1min + 30s;
      std::this_thread::sleep_for(pause);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' waits for up to 90 s, and is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
      rest(1h);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Sleeps_bad::rest' waits for up to 1 h, and is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
    }
  }
  static void rest(std::chrono::seconds length) { std::this_thread::sleep_for(length); }
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

/// A limit, but no notification; the predicate does not help.
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

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_) {
      condition_.wait_for(lock, 1min, [this] { return stop_; });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'condition_variable::wait_for' waits for up to 1 min, and is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
    }
  }
  std::mutex mutex_;
  std::condition_variable condition_;
  bool stop_ = false;
  std::thread thread_;
};

// The flag is looked at by a copy; what is looked at later, or changed, is none.
class Copies {
public:
  Copies() : bad_([this] { run_bad(); }), ok_([this] { run_ok(); }) {}
  ~Copies() {
    stop_ = true;
    stop_ok_ = true;
    bad_.join();
    ok_.join();
  }

private:
  void run_bad() {
    for (;;) {
      const bool quit = stop_.load();
      if (quit)
        return;
      std::this_thread::sleep_for(1min);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' waits for up to 1 min, and is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
    }
  }
  void run_ok() {
    for (;;) {
      bool quit = stop_ok_.load();
      change(quit);
      if (quit)
        return;
      std::this_thread::sleep_for(1min);
    }
  }
  void change(bool &);
  std::atomic<bool> stop_{false}, stop_ok_{false};
  std::thread bad_, ok_;
};

void token_bad(std::stop_token token) {
  while (!token.stop_requested())
    std::this_thread::sleep_for(30s);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' keeps waiting for up to 30 s when a stop is requested through 'token' [asyncsafe-wait-ignores-stop]
}

void token_predicate_bad(std::stop_token token, bool &ready) {
  static std::mutex mutex;
  static std::condition_variable_any arrived;
  std::unique_lock<std::mutex> lock(mutex);
  while (!token.stop_requested())
    arrived.wait_for(lock, 20s, [&] { return ready; });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'condition_variable_any::wait_for' keeps waiting for up to 20 s when a stop is requested through 'token' [asyncsafe-wait-ignores-stop]
  // CHECK-FIXES: arrived.wait_for(lock, token, 20s, [&] { return ready; });
}
