// RUN: %check_asyncsafe -checks=asyncsafe-*,-asyncsafe-cancellation-in-noexcept %s %t -- -std=c++17 %mock
// Cancellation in C++: destructors run, handlers of exceptions do not.
#include <cxxabi.h>
#include <exception>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int stop(pthread_t T) { return pthread_cancel(T); }
std::mutex M;
pthread_mutex_t Raw;
pthread_cond_t C;
int State;
void mayThrow() {
  if (State)
    throw State;
}
static void unlock(void *P) { pthread_mutex_unlock(static_cast<pthread_mutex_t *>(P)); }
struct FileCloser {
  void operator()(FILE *F) const { fclose(F); }
};

void guard_ok() {
  std::lock_guard<std::mutex> L(M);
  sleep(1);
}
void owner_ok(char *Buffer) {
  std::unique_ptr<FILE, FileCloser> F(fopen("a", "r"));
  fgets(Buffer, 10, F.get());
}
void catchAllReleases_ok() {
  M.lock();
  try {
    sleep(1);
  } catch (...) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void catchForcedUnwind_ok() {
  M.lock();
  try {
    sleep(1);
  } catch (abi::__forced_unwind &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void pushed_ok() {
  pthread_mutex_lock(&Raw);
  pthread_cleanup_push(unlock, &Raw);
  sleep(1);
  pthread_cleanup_pop(1);
}
void pushedCatchesThrowToo_ok() {
  pthread_mutex_lock(&Raw);
  pthread_cleanup_push(unlock, &Raw);
  mayThrow();
  pthread_cleanup_pop(1);
}
void isNoexcept_ok() noexcept {
  M.lock();
  sleep(1);
  M.unlock();
}
void masked_ok() {
  int Old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Old);
  M.lock();
  sleep(1);
  M.unlock();
  pthread_setcancelstate(Old, nullptr);
}
struct NoCancel {
  NoCancel() { pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Old); }
  ~NoCancel() { pthread_setcancelstate(Old, nullptr); }
  int Old;
};
void maskedByObject_ok() {
  NoCancel N;
  M.lock();
  sleep(1);
  M.unlock();
}

void locked_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  sleep(1);
  M.unlock();
}
void catchStdException_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: this would release it, but does not run when that happens
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: let an RAII object own it from here on, or disable cancellation until it is released
  try {
    sleep(1);
  } catch (const std::exception &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void catchInt_bad() {
  FILE *F = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  try {
    mayThrow();
    sleep(1);
  } catch (int) {
    fclose(F);
    throw;
  }
  fclose(F);
}
void popped_bad() {
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and loses its protection before it is released; it is not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  pthread_cleanup_push(unlock, &Raw);
  sleep(1);
  pthread_cleanup_pop(0);
  sleep(2);
  pthread_mutex_unlock(&Raw);
}

// All of this runs on a thread of its own, which may be cancelled.
void *worker(void *arg) {
  guard_ok();
  owner_ok(nullptr);
  catchAllReleases_ok();
  catchForcedUnwind_ok();
  pushed_ok();
  pushedCatchesThrowToo_ok();
  isNoexcept_ok();
  masked_ok();
  maskedByObject_ok();
  locked_bad();
  catchStdException_bad();
  catchInt_bad();
  popped_bad();
  return arg;
}
int start(pthread_t *t) { return pthread_create(t, nullptr, worker, nullptr); }
