// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Lambdas: functions of their own, that see the variables around them.
#include <functional>
#include <mutex>
#include <stdio.h>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
std::mutex M;

void definedNotCalled_ok() {
  M.lock();
  auto F = [] { mayThrow(); };
  M.unlock();
  (void)F;
}
void lockByLambda_ok(std::mutex &Mutex) {
  auto Lock = [&] { Mutex.lock(); };
  auto Unlock = [&] { Mutex.unlock(); };
  Lock();
  Unlock();
  mayThrow();
}
void guardInLambda_ok() {
  auto F = [] {
    std::lock_guard<std::mutex> L(M);
    mayThrow();
  };
  F();
}
void releasedByLambdaInHandler_ok() {
  FILE *File = fopen("a", "r");
  auto Close = [&] { fclose(File); };
  try {
    mayThrow();
  } catch (...) {
    Close();
    throw;
  }
  Close();
}
struct Object {
  std::mutex Mutex;
  void methodLambda_ok() {
    auto F = [this] {
      std::lock_guard<std::mutex> L(Mutex);
      mayThrow();
    };
    F();
  }
  void methodLambda_bad() {
    Mutex.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'Mutex' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    auto Unlock = [this] { Mutex.unlock(); };
    mayThrow();
    Unlock();
  }
};

void insideLambda_bad() {
  auto F = [] {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    // CHECK-FIXES: {{^}}    std::lock_guard lock(M);
    mayThrow();
    M.unlock();
  };
  F();
}
void calledLambdaThrows_bad() {
  auto F = [] { mayThrow(); };
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'operator()' throws [asyncsafe-unprotected-release]
  F();
  M.unlock();
}
void lockByLambda_bad(std::mutex &Mutex) {
  auto Lock = [&] { Mutex.lock(); };
  auto Unlock = [&] { Mutex.unlock(); };
  Lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'Mutex' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  Unlock();
}
void immediatelyCalled_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'operator()' throws [asyncsafe-unprotected-release]
  [&] { mayThrow(); }();
  M.unlock();
}
