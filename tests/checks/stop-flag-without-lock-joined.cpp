// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock %s %t -- -std=c++20
// Who waits for the thread afterwards holds no lock that the thread needs to end.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
std::atomic<bool> quit{false};
static int work;

void worker() {
  std::unique_lock<std::mutex> lock(mutex);
  while (true) {
    changed.wait(lock, [] { return quit.load() || work > 0; });
    if (quit)
      return;
    --work;
  }
}
std::thread begin() { return std::thread(worker); }

void stop_bad(std::thread &thread) {
  quit = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'quit' is stored without holding 'mutex', under which the wait on 'changed' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
  // CHECK-FIXES: { std::lock_guard lock(mutex); quit = true; }
  changed.notify_all();
  thread.join();
}

// Its callers may hold the lock.
void tells_ok() {
  quit = true;
  changed.notify_all();
}
void stop_ok(std::thread &thread) {
  {
    std::lock_guard<std::mutex> lock(mutex);
    quit = true;
  }
  changed.notify_all();
  thread.join();
}
