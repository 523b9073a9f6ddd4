// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Locks that a guard adopts, and try blocks that start late.
#include <mutex>
#include <shared_mutex>
#include <stdexcept>

int Bad;
int mayThrow() {
  if (Bad)
    throw Bad;
  return 1;
}
struct Error {};
void throwsError() {
  if (Bad)
    throw Error();
}
std::mutex M, N;
std::shared_mutex S;
using Guard = std::lock_guard<std::mutex>;
using Unique = std::unique_lock<std::mutex>;

void adoptAtOnce_ok() {
  M.lock();
  Guard L(M, std::adopt_lock);
  mayThrow();
}
void assignmentBetween_ok() {
  M.lock();
  Bad = 1;
  Guard L(M, std::adopt_lock);
  mayThrow();
}
void lockBothThenAdopt_ok() {
  M.lock();
  N.lock();
  Guard L(M, std::adopt_lock);
  Guard K(N, std::adopt_lock);
  mayThrow();
}
void tryAtOnce_ok() {
  M.lock();
  try {
    mayThrow();
    M.unlock();
  } catch (...) {
    M.unlock();
    throw;
  }
}
void tryBeforeTheLock_ok() {
  try {
    mayThrow();
    M.lock();
    M.unlock();
  } catch (...) {
    throw;
  }
}
void lockInsideTry_ok() {
  bool Locked = false;
  try {
    mayThrow();
    M.lock();
    Locked = true;
    mayThrow();
    M.unlock();
  } catch (...) {
    if (Locked)
      M.unlock();
    throw;
  }
}
void deferred_ok() {
  Unique L(M, std::defer_lock);
  mayThrow();
  L.lock();
  mayThrow();
}
void guardAfterUnlock_ok() {
  M.lock();
  M.unlock();
  mayThrow();
  Guard L(M);
}
void anotherMutex_ok() {
  M.lock();
  M.unlock();
  mayThrow();
  Guard L(N);
}
void failedTryLock_ok() {
  if (!M.try_lock()) {
    mayThrow();
    return;
  }
  Guard L(M, std::adopt_lock);
}

void adoptLate_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: let a guard object hold the lock from here on
  // CHECK-FIXES: {{^}}  Guard L(M, std::adopt_lock);
  mayThrow();
  Guard L(M, std::adopt_lock);
}
void adoptLateUnique_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  Unique L(M, std::adopt_lock);
  mayThrow();
}
void adoptLateShared_bad() {
  S.lock_shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: shared lock 'S' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  std::shared_lock<std::shared_mutex> L(S, std::adopt_lock);
}
void tryLate_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  try {
    mayThrow();
  } catch (...) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void tryLateTyped_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here, but 'throwsError' may throw 'Error' before its release is guaranteed [asyncsafe-acquire-before-try]
  throwsError();
  try {
    throwsError();
  } catch (const Error &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void initialiserInTheGap_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  int X = mayThrow();
  Guard L(M, std::adopt_lock);
  Bad = X;
}
// The gap of one lock is covered by the guard of another.
void secondOfTwo_bad() {
  Guard L(N);
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  Guard K(M, std::adopt_lock);
}
// Both sides are open: the gap is the earlier defect, the end the other.
void gapAndEnd_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: lock 'M' is acquired here and loses its protection before it is released; it is not released if 'throwsError' throws [asyncsafe-unprotected-release]
  mayThrow();
  try {
    mayThrow();
  } catch (...) {
    M.unlock();
    throw;
  }
  throwsError();
  M.unlock();
}
