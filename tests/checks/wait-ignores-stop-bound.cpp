// RUN: %check_asyncsafe -checks=asyncsafe-wait-ignores-stop %s %t -- -std=c++20
// Threads that run a function bound to its object, and sleeps next to condition variables without waiters.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <sys/socket.h>
#include <thread>

void admit(int guest);

//===----------------------------------------------------------------------===//
// Right code
//===----------------------------------------------------------------------===//

class shuts_down_ok {
public:
  explicit shuts_down_ok(int fd) : fd(fd), keeper(std::bind(&shuts_down_ok::run, this)) {}
  ~shuts_down_ok() {
    quit = true;
    shutdown(fd, SHUT_RDWR);
    keeper.join();
  }

private:
  void run() {
    while (!quit)
      admit(accept(fd, nullptr, nullptr));
  }
  int fd;
  std::atomic<bool> quit{false};
  std::thread keeper;
};

class closes_when_it_ends_ok {
public:
  explicit closes_when_it_ends_ok(int fd) : fd(fd), keeper(std::bind_front(&closes_when_it_ends_ok::run, this)) {}
  ~closes_when_it_ends_ok() {
    keeper.request_stop();
    shutdown(fd, SHUT_RD);
  }

private:
  void run(std::stop_token token) {
    char bytes[10];
    while (!token.stop_requested())
      if (recv(fd, bytes, sizeof bytes, 0) <= 0)
        break;
  }
  int fd;
  std::jthread keeper;
};

class naps_ok {
public:
  ~naps_ok() {
    quit = true;
    changed.notify_all();
    keeper.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex);
    while (!quit)
      changed.wait_for(lock, std::chrono::minutes(1), [this] { return quit.load(); });
  }
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<bool> quit{false};
  std::thread keeper{std::bind(&naps_ok::run, this)};
};

// The properties of a socket argument are unknown here, and so is the caller.
void receives_somewhere_ok(std::stop_token token, int fd) {
  char bytes[10];
  while (!token.stop_requested())
    if (recv(fd, bytes, sizeof bytes, 0) <= 0)
      break;
}

//===----------------------------------------------------------------------===//
// Wrong code
//===----------------------------------------------------------------------===//

class bound_bad {
public:
  explicit bound_bad(int fd) : fd(fd), keeper(std::bind(&bound_bad::run, this)) {}
  ~bound_bad() {
    quit = true;
    keeper.join();
  }

private:
  void run() {
    while (!quit)
      admit(accept(fd, nullptr, nullptr));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'accept' is not woken when 'quit' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }
  int fd;
  std::atomic<bool> quit{false};
  std::thread keeper;
};

class bound_to_token_bad {
public:
  explicit bound_to_token_bad(int fd) : fd(fd), keeper(std::bind_front(&bound_to_token_bad::run, this)) {}

private:
  void run(std::stop_token token) {
    char bytes[10];
    while (!token.stop_requested())
      if (recv(fd, bytes, sizeof bytes, 0) <= 0)
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'recv' is not woken when a stop is requested through 'token' [asyncsafe-wait-ignores-stop]
        break;
  }
  int fd;
  std::jthread keeper;
};

/// What is notified is not what the thread sleeps on.
class sleeps_bad {
public:
  ~sleeps_bad() {
    quit = true;
    changed.notify_all();
    keeper.join();
  }

private:
  void run() {
    while (!quit)
      std::this_thread::sleep_for(std::chrono::minutes(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' waits for up to 1 min, and is not woken when 'quit' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }
  std::condition_variable changed;
  std::atomic<bool> quit{false};
  std::thread keeper{&sleeps_bad::run, this};
};
