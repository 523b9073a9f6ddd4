// RUN: %check_asyncsafe -checks=asyncsafe-lost-wakeup %s %t -- -std=c++20
// Waits for a condition variable that look at nothing before.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <pthread.h>

void ask();
static std::mutex Mutex;
static std::condition_variable Asked, Loaded, Limited, Ticked, Handshake, Tested;
static bool IsTested, IsWaiting;

void asks_under_lock_ok() { // the answering thread needs the lock
  std::unique_lock<std::mutex> Lock(Mutex);
  ask();
  Asked.wait(Lock);
}
void has_limit_ok() {
  std::unique_lock<std::mutex> Lock(Mutex);
  Limited.wait_for(Lock, std::chrono::seconds(1));
}
void next_tick_ok() {
  std::unique_lock<std::mutex> Lock(Mutex);
  Ticked.wait(Lock);
}
void says_that_it_waits_ok() {
  std::unique_lock<std::mutex> Lock(Mutex);
  IsWaiting = true;
  Handshake.wait(Lock);
}
void tests_ok() {
  std::unique_lock<std::mutex> Lock(Mutex);
  if (!IsTested)
    Tested.wait(Lock);
}
void predicate_ok() {
  std::unique_lock<std::mutex> Lock(Mutex);
  Tested.wait(Lock, [] { return IsTested; });
}
void waits_at_once_bad() {
  std::unique_lock<std::mutex> Lock(Mutex);
  Loaded.wait(Lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the wait for 'Loaded' has no predicate: a notification that comes before it is lost [asyncsafe-lost-wakeup]
}
void notify() {
  std::lock_guard<std::mutex> Lock(Mutex);
  IsTested = true;
  Asked.notify_one();
  Loaded.notify_all();
  Limited.notify_one();
  Handshake.notify_one();
  Tested.notify_all();
}
void tick(int Times) {
  for (int I = 0; I < Times; ++I) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Ticked.notify_all();
  }
}

static pthread_mutex_t M = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t C = PTHREAD_COND_INITIALIZER, Unused = PTHREAD_COND_INITIALIZER;
void not_notified_here_ok() {
  pthread_mutex_lock(&M);
  pthread_cond_wait(&Unused, &M);
  pthread_mutex_unlock(&M);
}
void plain_bad() {
  pthread_mutex_lock(&M);
  pthread_cond_wait(&C, &M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the wait for 'C' has no predicate: a notification that comes before it is lost [asyncsafe-lost-wakeup]
  pthread_mutex_unlock(&M);
}
void signal_it() {
  pthread_mutex_lock(&M);
  pthread_cond_signal(&C);
  pthread_mutex_unlock(&M);
}
