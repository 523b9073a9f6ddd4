// RUN: %check_asyncsafe %s %t -- -std=c++17
// Exceptions that are failed assertions, locks that are taken for a caller, functions that do not throw.
#include <cstdint>
#include <endian.h>
#include <functional>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <semaphore.h>
#include <stdexcept>

static std::mutex M;
static sem_t Ready;
static pthread_cond_t Changed;
int next();

static void post() {
  if (sem_post(&Ready) != 0)
    throw std::runtime_error("sem_post");
}
void failureThatCannotBe_ok() {
  M.lock();
  post();
  M.unlock();
}
void failureInAVariable_ok() {
  M.lock();
  int Error = pthread_cond_signal(&Changed);
  if (Error)
    throw std::runtime_error("pthread_cond_signal");
  M.unlock();
}
static void wait() {
  if (sem_wait(&Ready) != 0)
    throw std::runtime_error("sem_wait");
}
void failureThatCanBe_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  wait();
  M.unlock();
}
void literalThatIsNotCaught_ok(int State) {
  M.lock();
  if (State > 7)
    throw "no such state";
  M.unlock();
}
void object_bad(int State) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  if (State > 7)
    throw std::out_of_range("state");
  M.unlock();
}

void takenForTheCaller_ok() {
  M.unlock();
  int Next = next();
  M.lock();
  if (Next < 0)
    throw std::runtime_error("next");
}
void givenBackOnOnePath_ok(bool Held) {
  if (Held)
    M.unlock();
  int Next = next();
  if (Held)
    M.lock();
  if (Next < 0)
    throw std::runtime_error("next");
  M.unlock();
}
void takenFirst_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  int Next = next();
  if (Next < 0)
    throw std::runtime_error("next");
  M.unlock();
}

struct Task {};
void enqueue(std::shared_ptr<Task> New);
struct Server {
  void drop(Task *Done);
  void bindsPointers_ok() {
    enqueue(std::shared_ptr<Task>(new Task, std::bind(&Server::drop, this, std::placeholders::_1)));
  }
};
