// What is known of threads: stops that do not reach them, notifications that are lost, flags and
// wakeups in the wrong order.
// RUN: %dump --stage=facts %s -- -std=c++20 | FileCheck %s
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

class Deaf {
  int fd = 3;
  std::atomic<bool> stop{false};
  void run() {
    while (!stop)
      close(accept(fd, nullptr, nullptr));
  }
  std::thread thread;

public:
  Deaf() : thread(&Deaf::run, this) {}
  ~Deaf() {
    // CHECK-DAG: unstoppable-wait Deaf::run [[#@LINE-7]]:13 likely flag this->stop stored [[#@LINE+1]]:5 closed [[#@LINE+2]]:5 joined [[#@LINE+3]]:5{{$}}
    stop = true;
    close(fd);
    thread.join();
  }
};

class Lost {
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<bool> stop{false};
  void run() {
    std::unique_lock<std::mutex> lock(mutex);
    while (!stop)
      changed.wait(lock);
  }
  std::thread thread;

public:
  Lost() : thread(&Lost::run, this) {}
  ~Lost() {
    // CHECK-DAG: lost-wakeup Lost::~Lost [[#@LINE+1]]:5 definite flag this->stop wakes [[#@LINE+2]]:5 waits [[#@LINE-7]]:7 for this->changed lock this->mutex{{$}}
    stop = true;
    changed.notify_all();
    thread.join();
  }
};

class Early {
  int event = eventfd(0, 0);
  std::atomic<bool> stop{false};
  void run() {
    eventfd_t count;
    while (!stop)
      eventfd_read(event, &count);
  }
  std::thread thread;

public:
  Early() : thread(&Early::run, this) {}
  ~Early() {
    eventfd_write(event, 1);
    // CHECK-DAG: flag-order Early::~Early [[#@LINE+1]]:5 likely wakes first flag this->stop after [[#@LINE-1]]:5 other [[#@LINE-9]]:13 waits [[#@LINE-8]]:7{{$}}
    stop = true;
    thread.join();
  }
};
