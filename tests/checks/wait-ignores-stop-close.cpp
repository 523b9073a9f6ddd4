// RUN: %check_asyncsafe -checks=asyncsafe-wait-ignores-stop %s %t -- -std=c++20
// To close a descriptor ends no wait for it on Linux; to close the other end does.
#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

void handle(long);

class Shuts_ok {
  int fd_ = 3;
  std::atomic<bool> stop_{false};
  std::thread thread_{[this] {
    while (!stop_)
      handle(accept(fd_, nullptr, nullptr));
  }};

public:
  ~Shuts_ok() {
    stop_ = true;
    shutdown(fd_, SHUT_RDWR);
    close(fd_);
    thread_.join();
  }
};

class PipeEnds_ok {
  int read_end_ = 3, write_end_ = 4;
  std::atomic<bool> stop_{false};
  std::thread thread_{[this] {
    char c;
    while (!stop_)
      handle(recv(read_end_, &c, 1, 0));
  }};

public:
  ~PipeEnds_ok() {
    stop_ = true;
    close(write_end_);
    thread_.join();
    close(read_end_);
  }
};

class PipeArray_ok {
  int ends_[2] = {3, 4};
  std::atomic<bool> stop_{false};
  std::thread thread_{[this] {
    char c;
    while (!stop_)
      handle(recv(ends_[0], &c, 1, 0));
  }};

public:
  ~PipeArray_ok() {
    stop_ = true;
    close(ends_[1]);
    thread_.join();
    close(ends_[0]);
  }
};

struct Socket {
  int fd = -1;
};
class TwoOfOneClass_ok {
  Socket here_, there_;
  std::atomic<bool> stop_{false};
  std::thread thread_{[this] {
    char c;
    while (!stop_)
      handle(recv(here_.fd, &c, 1, 0));
  }};

public:
  ~TwoOfOneClass_ok() {
    stop_ = true;
    close(there_.fd);
    thread_.join();
  }
};

class ClosesBoth_ok {
  int here_ = 3, there_ = 4;
  std::atomic<bool> stop_{false};
  std::thread thread_{[this] {
    char c;
    while (!stop_)
      handle(recv(here_, &c, 1, 0));
  }};

public:
  ~ClosesBoth_ok() {
    stop_ = true;
    close(here_);
    close(there_);
    thread_.join();
  }
};

class MayShutDown_ok {
  int fd_ = 3;
  std::atomic<bool> stop_{false};
  std::thread thread_{[this] {
    while (!stop_)
      handle(accept(fd_, nullptr, nullptr));
  }};
  void end(int &fd);

public:
  ~MayShutDown_ok() {
    stop_ = true;
    end(fd_);
    close(fd_);
    thread_.join();
  }
};

class TimesOut_ok {
  int fd_ = 3;
  std::atomic<bool> stop_{false};
  std::thread thread_{[this] {
    char c;
    while (!stop_)
      handle(recv(fd_, &c, 1, 0));
  }};

public:
  TimesOut_ok() {
    timeval second = {1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
  }
  ~TimesOut_ok() {
    stop_ = true;
    close(fd_);
    thread_.join();
  }
};

class NoWaiter_ok {
  int fd_ = 3;
  std::atomic<bool> stop_{false};

public:
  void start() {
    std::thread([this] {
      while (!stop_)
        handle(accept(fd_, nullptr, nullptr));
    }).detach();
  }
  void stop() {
    stop_ = true;
    close(fd_);
  }
};

class Closes_bad {
  int fd_ = 3;
  std::atomic<bool> stop_{false};
  std::thread thread_{[this] {
    while (!stop_)
      handle(accept(fd_, nullptr, nullptr));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'accept' is not woken when 'stop_' is set to stop this thread [asyncsafe-wait-ignores-stop]
    // CHECK-MESSAGES: :[[@LINE-3]]:13: note: the thread tests 'stop_' only here
    // CHECK-MESSAGES: :[[@LINE+8]]:5: note: the stop is requested here
    // CHECK-MESSAGES: :[[@LINE+8]]:5: note: on Linux, closing a descriptor does not end a wait that has begun
    // CHECK-MESSAGES: :[[@LINE+9]]:5: note: and this waits for the thread to end
    // CHECK-MESSAGES: :[[@LINE-6]]:14: note: end the wait where 'stop_' is set: shut down the socket, post the semaphore, or wait for a second descriptor too
  }};

public:
  ~Closes_bad() {
    stop_ = true;
    close(fd_);
    fd_ = -1;
    thread_.join();
  }
};

class ClosesInACallee_bad {
  int fd_ = 3;
  bool running_ = true;
  std::thread thread_;
  void run() {
    char c;
    while (running_)
      handle(recv(fd_, &c, 1, 0));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'recv' is not woken when 'running_' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }
  void end() {
    if (fd_ >= 0)
      ::close(fd_);
    fd_ = -1;
  }

public:
  void start() { thread_ = std::thread(&ClosesInACallee_bad::run, this); }
  void stop() {
    running_ = false;
    end();
    if (thread_.joinable())
      thread_.join();
  }
};

// An implicit constructor has no body before it is needed.
void use() {
  Shuts_ok a;
  PipeEnds_ok b;
  PipeArray_ok c;
  TwoOfOneClass_ok d;
  ClosesBoth_ok e;
  MayShutDown_ok f;
  Closes_bad g;
}
