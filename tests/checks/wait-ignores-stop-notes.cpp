// RUN: %check_asyncsafe -checks=asyncsafe-wait-ignores-stop %s %t -- -std=c++20
// The way out that is named is one for just this wait.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <queue>
#include <stop_token>
#include <thread>

class Changes {
public:
  Changes() : thread_([this] { run(); }) {}
  ~Changes() {
    stop_ = true;
    thread_.join();
  }

private:
  void run() {
    while (!stop_)
      state_.wait(0);
  }
  std::atomic<int> state_{0};
  std::atomic<bool> stop_{false};
  std::thread thread_;
};
Changes changes;
// CHECK-NOTES: :[[@LINE-7]]:7: warning: 'wait' is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
// CHECK-NOTES: :[[@LINE-9]]:13: note: the thread tests 'stop_' only here
// CHECK-NOTES: :[[@LINE-16]]:5: note: the stop is requested here
// CHECK-NOTES: :[[@LINE-16]]:5: note: and this waits for the thread to end
// CHECK-NOTES: :[[@LINE-11]]:7: note: after setting 'stop_', change the object that is waited on and notify it

class Messages {
public:
  Messages() : thread_([this] { run(); }) {}
  ~Messages() {
    {
      std::lock_guard lock(mutex_);
      stop_ = true;
    }
    thread_.join();
  }

private:
  void run() {
    std::unique_lock lock(mutex_);
    while (!stop_) {
      arrived_.wait(lock, [this] { return !all_.empty(); });
      all_.pop();
    }
  }
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::queue<int> all_;
  bool stop_ = false;
  std::thread thread_;
};
Messages messages;
// CHECK-NOTES: :[[@LINE-11]]:7: warning: 'condition_variable::wait' is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
// CHECK-NOTES: :[[@LINE-13]]:13: note: the thread tests 'stop_' only here
// CHECK-NOTES: :[[@LINE-22]]:7: note: the stop is requested here
// CHECK-NOTES: :[[@LINE-21]]:5: note: and this waits for the thread to end
// CHECK-NOTES: :[[@LINE-15]]:7: note: include 'stop_' in the wait's condition, set it under the wait's lock, then notify

std::mutex mutex;
std::condition_variable_any arrived;
std::queue<int> all;
void act(int);

// Without a message there is nothing to act on: the token alone would not do.
void takes_bad(std::stop_token token) {
  std::unique_lock lock(mutex);
  arrived.wait(lock, [] { return !all.empty(); });
  act(all.front());
}
// CHECK-NOTES: :[[@LINE-3]]:3: warning: 'condition_variable_any::wait' is not woken when a stop is requested through 'token' [asyncsafe-wait-ignores-stop]
// CHECK-NOTES: :[[@LINE-4]]:3: note: pass the token to the wait, and continue only if it then returns true

void looks_bad(std::stop_token token) {
  std::unique_lock lock(mutex);
  while (!token.stop_requested()) {
    arrived.wait(lock, [] { return !all.empty(); });
    // CHECK-FIXES: arrived.wait(lock, token, [] { return !all.empty(); });
    if (token.stop_requested())
      break;
    act(all.front());
  }
}
// CHECK-NOTES: :[[@LINE-7]]:5: warning: 'condition_variable_any::wait' is not woken when a stop is requested through 'token' [asyncsafe-wait-ignores-stop]
// CHECK-NOTES: :[[@LINE-8]]:5: note: pass the token to the wait, so that a stop request ends it

// Blanks where none are expected: no fix, and the class is known all the same.
void blanks_bad(std::stop_token token) {
  std::unique_lock lock(mutex);
  arrived.wait( lock , [] { return !all.empty(); });
}
// CHECK-NOTES: :[[@LINE-2]]:3: warning: 'condition_variable_any::wait' is not woken when a stop is requested through 'token' [asyncsafe-wait-ignores-stop]
// CHECK-NOTES: :[[@LINE-3]]:3: note: pass the token to the wait, so that a stop request ends it

void never_bad(std::stop_token token) {
  while (!token.stop_requested())
    std::this_thread::sleep_for(std::chrono::hours::max());
}
// CHECK-NOTES: :[[@LINE-2]]:5: warning: 'sleep_for' keeps waiting forever when a stop is requested through 'token' [asyncsafe-wait-ignores-stop]
// CHECK-NOTES: :[[@LINE-3]]:5: note: replace the sleep with a timed wait on std::condition_variable_any, which accepts the token
