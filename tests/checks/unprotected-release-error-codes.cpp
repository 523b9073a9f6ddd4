// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=c++20 -I%source/runtime/include
// An interrupt that the runtime reports by an error code unwinds nothing.
#include <asyncsafe/channel.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/shared_mutex.hpp>
#include <asyncsafe/sync.hpp>
#include <asyncsafe/thread.hpp>
#include <mutex>

using namespace asyncsafe;
using namespace std::chrono_literals;

static std::mutex m;
static char byte;

void operations_ok(int fd, std::error_code &error) {
  m.lock();
  io::read(fd, &byte, 1, error);
  io::write(fd, &byte, 1, error);
  io::accept(fd, error);
  io::recv(fd, &byte, 1, error);
  io::recv(fd, &byte, 1, 0, error);
  io::poll(nullptr, 0, -1, error);
  io::sleep_for(1s, error);
  io::lock_file(fd, error);
  m.unlock();
}
void waits_ok(semaphore &free, latch &all, channel<int> &queue, std::error_code &error) {
  m.lock();
  all.wait(error);
  static_cast<void>(queue.receive(error));
  queue.send(1, error);
  if (free.acquire(error)) free.release();
  m.unlock();
}
void lock_ok(interruptible_mutex &ours, latch &all, std::error_code &error) {
  if (!ours.lock(error)) return;
  all.wait(error);
  ours.unlock();
}
void timed_lock_ok(interruptible_mutex &ours, latch &all, std::error_code &error) {
  if (!ours.try_lock_for(1s, error)) return;
  all.wait(error);
  ours.unlock();
}
void interrupting_ok(thread &other, std::error_code &error) {
  m.lock();
  throw_to(other.token(), 1, error);
  throw_to_for(other.token(), 1, 1s, error);
  m.unlock();
}

void operation_bad(int fd) {
  m.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is interrupted in 'read' [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(m);
  io::read(fd, &byte, 1);
  m.unlock();
}
void own_lock_bad(interruptible_mutex &ours, latch &all, std::error_code &error) {
  if (!ours.lock(error)) return;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: lock 'ours' is acquired here and not released if the thread is interrupted in 'latch::wait' [asyncsafe-unprotected-release]
  all.wait();
  ours.unlock();
}
void timed_lock_bad(interruptible_shared_mutex &ours, latch &all) {
  if (!ours.try_lock_shared_for(1s)) return;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: shared lock 'ours' is acquired here and not released if the thread is interrupted in 'latch::wait' [asyncsafe-unprotected-release]
  all.wait();
  ours.unlock_shared();
}
void any_call_bad(int fd) {
  m.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is interrupted in 'syscall' [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(m);
  io::syscall(1, fd);
  m.unlock();
}
