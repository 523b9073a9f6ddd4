// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Every way in which a standard guard can begin and end.
#include <memory>
#include <mutex>
#include <shared_mutex>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
bool chance();
std::mutex M, N;
std::shared_mutex S;
using Guard = std::lock_guard<std::mutex>;
using Unique = std::unique_lock<std::mutex>;

void lockGuard_ok() {
  Guard L(M);
  mayThrow();
}
void scopedLockOfTwo_ok() {
  std::scoped_lock L(M, N);
  mayThrow();
}
void sharedLock_ok() {
  std::shared_lock<std::shared_mutex> L(S);
  mayThrow();
}
void adoptAtOnce_ok() {
  M.lock();
  Guard L(M, std::adopt_lock);
  mayThrow();
}
void adoptByUniqueLock_ok() {
  M.lock();
  Unique L(M, std::adopt_lock);
  mayThrow();
}
void adoptByScopedLock_ok() {
  M.lock();
  N.lock();
  std::scoped_lock L(std::adopt_lock, M, N);
  mayThrow();
}
void adoptShared_ok() {
  S.lock_shared();
  std::shared_lock<std::shared_mutex> L(S, std::adopt_lock);
  mayThrow();
}
void lockBothThenAdopt_ok() {
  std::lock(M, N);
  Guard A(M, std::adopt_lock);
  Guard B(N, std::adopt_lock);
  mayThrow();
}
void comparisonBeforeAdopt_ok(int *P) {
  M.lock();
  bool Null = P == nullptr;
  Guard L(M, std::adopt_lock);
  if (!Null)
    mayThrow();
}
void deferThenLock_ok() {
  Unique L(M, std::defer_lock);
  mayThrow();
  L.lock();
  mayThrow();
}
void deferThenLockSometimes_ok() {
  Unique L(M, std::defer_lock);
  if (chance())
    L.lock();
  mayThrow();
}
void deferTwoThenLockBoth_ok() {
  Unique A(M, std::defer_lock), B(N, std::defer_lock);
  std::lock(A, B);
  mayThrow();
}
void tryToLock_ok() {
  Unique L(M, std::try_to_lock);
  if (!L)
    return;
  mayThrow();
}
void tryToLockOwns_ok() {
  Unique L(M, std::try_to_lock);
  if (L.owns_lock())
    mayThrow();
}
void tryLockThenAdopt_ok() {
  if (!M.try_lock())
    return;
  Guard L(M, std::adopt_lock);
  mayThrow();
}
void unlockThenThrow_ok() {
  Unique L(M);
  L.unlock();
  mayThrow();
}
void unlockAndLockAgain_ok() {
  Unique L(M);
  L.unlock();
  mayThrow();
  L.lock();
  mayThrow();
}
void moved_ok() {
  Unique A(M);
  Unique B(std::move(A));
  mayThrow();
}
void moveAssignedOutOfTheBlock_ok() {
  Unique B;
  {
    Unique A(M);
    B = std::move(A);
  }
  mayThrow();
}
void swapped_ok() {
  Unique A(M);
  Unique B;
  A.swap(B);
  mayThrow();
}
void movedIntoParameter(Unique L) { mayThrow(); }
void movedIntoCallee_ok() {
  Unique L(M);
  movedIntoParameter(std::move(L));
  mayThrow();
}
Unique returned_ok() {
  Unique L(M);
  mayThrow();
  return L;
}
Unique returnedTemporary_ok() { return Unique(M); }
void fromFactory_ok() {
  Unique L = returned_ok();
  mayThrow();
}
void releaseJustBeforeUnlock_ok() {
  Unique L(M);
  mayThrow();
  L.release();
  M.unlock();
}
void releaseAndUnlockInOne_ok() {
  Unique L(M);
  mayThrow();
  L.release()->unlock();
}
void releaseAndAdoptAgain_ok() {
  Unique L(M);
  std::mutex *P = L.release();
  Guard G(*P, std::adopt_lock);
  mayThrow();
}
void releaseAndHandToCaller_ok() {
  Unique L(M);
  mayThrow();
  L.release();
}
void earlyReturn_ok() {
  Guard L(M);
  if (chance())
    return;
  mayThrow();
}
void breakOut_ok() {
  while (chance()) {
    Guard L(M);
    if (chance())
      break;
    mayThrow();
  }
}
void ownBlock_ok() {
  {
    Guard L(M);
  }
  mayThrow();
}
void temporaryLivesToTheSemicolon_ok() { Guard{M}, mayThrow(); }
void temporaryIsGoneAfterIt_ok() {
  Guard{M};
  mayThrow();
}
struct Holder {
  Unique L;
};
void insideAggregate_ok() {
  Holder H{Unique(M)};
  mayThrow();
}
void onTheHeap_ok() {
  auto L = std::make_unique<Guard>(M);
  mayThrow();
}
void inInitStatement_ok() {
  if (Guard L(M); chance())
    mayThrow();
  mayThrow();
}
struct Worker {
  std::mutex Mutex;
  Unique Member;
  void memberGuard_ok() {
    Member = Unique(Mutex);
    mayThrow();
    Member.unlock();
  }
  void guardedMethod_ok() {
    Guard L(Mutex);
    mayThrow();
  }
};
void throwBeforeLock_ok() {
  mayThrow();
  M.lock();
  M.unlock();
}
void throwAfterUnlock_ok() {
  M.lock();
  M.unlock();
  mayThrow();
}
void recursiveGuard_ok() {
  Guard L(M);
  {
    Guard K(N);
    mayThrow();
  }
  mayThrow();
}

void lockThrowUnlock_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  mayThrow();
  M.unlock();
}
void guardReleasedTooEarly_bad() {
  Unique L(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: lock 'M' is acquired here and loses its protection before it is released; it is not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  L.release();
  mayThrow();
  M.unlock();
}
void guardOfAnotherMutex_bad() {
  Guard L(N);
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  M.unlock();
}
void guardGoneBefore_bad() {
  {
    Guard L(M);
  }
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  M.unlock();
}
void rawLockAfterUnlockOfGuard_bad() {
  Unique L(N);
  L.unlock();
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  M.unlock();
}
void tryLockRaw_bad() {
  if (!M.try_lock())
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    return;
  mayThrow();
  M.unlock();
}
void lockShared_bad() {
  S.lock_shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: shared lock 'S' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::shared_lock lock(S);
  mayThrow();
  S.unlock_shared();
}
void guardOnTheHeapByHand_bad() {
  auto *G = new Guard(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'G' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  delete G;
}
