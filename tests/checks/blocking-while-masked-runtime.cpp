// RUN: %check_asyncsafe -checks=asyncsafe-blocking-while-masked %s %t -- -std=c++20 -I%source/runtime/include
// The runtime has two masks: one lets interruptible operations be interrupted, the other nothing.
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/sync.hpp>
#include <asyncsafe/thread.hpp>
#include <condition_variable>
#include <mutex>
#include <poll.h>
#include <semaphore.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace asyncsafe;
using namespace std::chrono_literals;

void prepare();
static sem_t ready;

/// Operations that a plain mask leaves open.
int operations_ok(int fd, interruptible_condition_variable &arrived, semaphore &free) {
  return mask([&] {
    char byte;
    io::read(fd, &byte, 1);
    std::unique_lock<interruptible_mutex> lock;
    arrived.wait(lock);
    arrived.wait(lock, [&] { return byte != 0; });
    free.acquire();
    return io::accept(fd);
  });
}
void guard_ok(int fd, latch &all) {
  prepare();
  mask_guard masked;
  all.wait();
  io::poll(nullptr, 0, -1);
  io::close(io::accept(fd));
}

/// Bounded waits, under any mask.
void bounded_ok(interruptible_condition_variable &arrived, std::unique_lock<interruptible_mutex> &lock) {
  prepare();
  uninterruptible_mask_guard masked;
  arrived.wait_for(lock, 10ms);
  io::sleep_for(1s);
  io::poll(nullptr, 0, 100);
  poll(nullptr, 0, 100);
  usleep(100);
}

/// Open again around the wait.
void restored_ok(int fd) {
  mask([&](restore_function restore) {
    restore([&] { sem_wait(&ready); });
    return io::accept(fd);
  });
  uninterruptible_mask([&](restore_function restore) {
    restore([&] { close(io::accept(fd)); });
    interruptible([] { sem_wait(&ready); });
  });
  uninterruptible_mask_guard masked;
  masked.restore([&] { sem_wait(&ready); });
}

/// What is used runs in the outer state; what is acquired waits interruptibly; a release may take its time.
int brackets_ok(int fd) {
  return bracket([&] { return io::accept(fd); },
                 [](int connection) {
                   sem_wait(&ready);
                   ::close(connection);
                 },
                 [&](int) { return sem_wait(&ready); });
}
void finally_ok() {
  finally([] { sem_wait(&ready); }, [] { sem_wait(&ready); });
}

/// What has ended is over; a thread that was told to end ends.
void before_and_after_ok(int fd, thread &worker) {
  sem_wait(&ready);
  {
    uninterruptible_mask_guard masked;
    prepare();
  }
  sem_wait(&ready);
  uninterruptible_mask_guard masked;
  worker.join();
}

/// A lambda that only this function runs, unmasked.
void named_ok() {
  auto waits = [] { sem_wait(&ready); };
  waits();
  mask([] { prepare(); });
}

int raw_in_mask_bad(int fd) {
  return mask([&] { return ::accept(fd, nullptr, nullptr); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'accept' may block forever while interruption is masked, and it is not an interruptible operation [asyncsafe-blocking-while-masked]
}

void raw_under_guard_bad() {
  prepare();
  mask_guard masked;
  sem_wait(&ready);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' may block forever while interruption is masked, and it is not an interruptible operation [asyncsafe-blocking-while-masked]
}

/// The standard's condition variables do not know of interrupts.
void raw_condition_bad(std::condition_variable &arrived, std::unique_lock<std::mutex> &lock, bool &done) {
  mask([&] {
    while (!done)
      arrived.wait(lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'condition_variable::wait' may block forever while interruption is masked, and it is not an interruptible operation [asyncsafe-blocking-while-masked]
  });
}

int raw_acquisition_bad(int fd) {
  return bracket([&] { return ::accept(fd, nullptr, nullptr); }, [](int connection) { ::close(connection); },
                 // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'accept' may block forever while interruption is masked, and it is not an interruptible operation [asyncsafe-blocking-while-masked]
                 [](int connection) { return connection; });
}

void operation_bad(int fd) {
  uninterruptible_mask([&] {
    char byte;
    io::read(fd, &byte, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'read' may block forever while interruption is masked, even for interruptible operations [asyncsafe-blocking-while-masked]
  });
}

void operation_under_guard_bad(interruptible_condition_variable &arrived, std::unique_lock<interruptible_mutex> &lock) {
  uninterruptible_mask_guard masked;
  arrived.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'interruptible_condition_variable::wait' may block forever while interruption is masked, even for interruptible operations [asyncsafe-blocking-while-masked]
}

/// Through a function in between.
static void next(int fd) { io::close(io::accept(fd)); }
void nested_bad(int fd) {
  uninterruptible_mask([&] {
    next(fd);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'next' may block forever while interruption is masked, even for interruptible operations [asyncsafe-blocking-while-masked]
  });
}
