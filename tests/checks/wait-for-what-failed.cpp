// RUN: %check_asyncsafe -checks=asyncsafe-wait-for-what-failed %s %t -- -std=c++20
// Destructors that wait for what a thread sets.
#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <stdexcept>
#include <thread>

// A class of its own for each, since what one destructor waits for another's thread may set.
#define WAITER                                                                                               \
  std::mutex Mutex;                                                                                          \
  std::condition_variable Changed;                                                                           \
  bool Started = false, Ended = false;                                                                       \
  void end() {                                                                                               \
    std::lock_guard<std::mutex> Lock(Mutex);                                                                 \
    Ended = true;                                                                                            \
    Changed.notify_all();                                                                                    \
  }

static void check(const char *Path) {
  if (open(Path, O_RDONLY) == -1)
    throw std::runtime_error("open");
}

struct AsksFirst {
  WAITER
  void start(const char *Path) {
    check(Path);
    Started = true;
    std::thread([this] { end(); }).detach();
  }
  ~AsksFirst() {
    std::unique_lock<std::mutex> Lock(Mutex);
    if (Started)
      Changed.wait(Lock, [this] { return Ended; });
  }
};
void asks_first_ok(const char *Path) {
  AsksFirst Once;
  Once.start(Path);
}

struct StartsInConstructor {
  WAITER
  explicit StartsInConstructor(const char *Path) {
    check(Path);
    std::thread([this] { end(); }).detach();
  }
  ~StartsInConstructor() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Ended; });
  }
};
void starts_in_constructor_ok(const char *Path) { StartsInConstructor Once(Path); }

struct ThrowsBehind {
  WAITER
  void start(const char *Path) {
    std::thread([this] { end(); }).detach();
    check(Path);
  }
  ~ThrowsBehind() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Ended; });
  }
};
void throws_behind_ok(const char *Path) {
  ThrowsBehind Once;
  Once.start(Path);
}

struct Limited {
  WAITER
  void start(const char *Path) {
    check(Path);
    std::thread([this] { end(); }).detach();
  }
  ~Limited() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait_for(Lock, std::chrono::seconds(1), [this] { return Ended; });
  }
};
void limited_ok(const char *Path) {
  Limited Once;
  Once.start(Path);
}

struct OthersEndIt {
  WAITER
  void start(const char *Path) {
    check(Path);
    std::thread([this] { end(); }).detach();
  }
  void giveUp() { end(); }
  ~OthersEndIt() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Ended; });
  }
};
void others_end_it_ok(const char *Path) {
  OthersEndIt Once;
  Once.start(Path);
}

struct TakesIt {
  WAITER
  void start(const char *Path) {
    try {
      check(Path);
    } catch (const std::runtime_error &) {
    }
    std::thread([this] { end(); }).detach();
  }
  ~TakesIt() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Ended; });
  }
};
void takes_it_ok(const char *Path) {
  TakesIt Once;
  Once.start(Path);
}

class Follower {
public:
  void start(const char *Path) {
    Fd = open(Path, O_RDONLY);
    if (Fd == -1)
      throw std::runtime_error("open");
    std::thread([this] { follow(); }).detach();
  }
  ~Follower() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Ended; });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the destructor waits for 'Ended', which only the thread that 'Follower::start' starts can set, and 'Follower::start' may throw before that [asyncsafe-wait-for-what-failed]
    // CHECK-MESSAGES: :[[@LINE-7]]:7: note: the exception leaves 'Follower::start' here, with type 'std::runtime_error'
    // CHECK-MESSAGES: :[[@LINE-7]]:5: note: the thread is started only here
    // CHECK-MESSAGES: :[[@LINE+8]]:5: note: the thread sets 'Ended' here
    // CHECK-MESSAGES: :[[@LINE+17]]:3: note: an exception from this call destroys the object
    // CHECK-MESSAGES: :[[@LINE-6]]:5: note: wait only if the thread has been started: store that under the lock, or test a joinable thread
  }

private:
  void follow() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Ended = true;
    Changed.notify_all();
  }
  int Fd = -1;
  bool Ended = false;
  std::mutex Mutex;
  std::condition_variable Changed;
};
void follower_bad(const char *Path) {
  Follower Once;
  Once.start(Path);
}
