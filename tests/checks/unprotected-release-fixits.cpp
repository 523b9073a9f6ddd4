// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// lock(); … unlock(); becomes a guard only where the guard does the same.
#include <mutex>
#include <shared_mutex>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
std::mutex M, N;
std::recursive_mutex R;
std::shared_mutex S;
struct Table {
  std::mutex Mutex;
  std::mutex *Pointer;
  Table *Next;
  std::mutex &mutex();
};
class Own {
public:
  void lock();
  void unlock();
};
class OtherNames {
public:
  void Lock();
  void Unlock();
};

void wholeBlock_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  mayThrow();
  M.unlock();
}
// CHECK-FIXES: {{^}}void wholeBlock_bad() {
// CHECK-FIXES-NEXT: {{^}}  std::lock_guard lock(M);
// CHECK-FIXES: {{^}}  mayThrow();
// CHECK-FIXES-NEXT: {{^}}}

void releasedBeforeTheEnd_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  mayThrow();
  M.unlock();
  ++Bad;
}
// CHECK-FIXES: {{^}}void releasedBeforeTheEnd_bad() {
// CHECK-FIXES-NEXT: {{^}}  std::unique_lock lock(M);
// CHECK-FIXES: {{^}}  mayThrow();
// CHECK-FIXES-NEXT: {{^}}  lock.unlock();
// CHECK-FIXES-NEXT: {{^}}  ++Bad;

void twoReleases_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  mayThrow();
  if (Bad) {
    M.unlock();
    return;
  }
  M.unlock();
}
// CHECK-FIXES: {{^}}void twoReleases_bad() {
// CHECK-FIXES-NEXT: {{^}}  std::unique_lock lock(M);
// CHECK-FIXES: {{^}}    lock.unlock();
// CHECK-FIXES: {{^}}  lock.unlock();

void recursive_bad() {
  R.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'R'
  mayThrow();
  R.unlock();
}
// CHECK-FIXES: {{^}}  std::lock_guard lock(R);

void shared_bad() {
  S.lock_shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: shared lock 'S'
  mayThrow();
  S.unlock_shared();
}
// CHECK-FIXES: {{^}}  std::shared_lock lock(S);

void ownClass_bad(Own &O) {
  O.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'O'
  mayThrow();
  O.unlock();
}
// CHECK-FIXES: {{^}}  std::lock_guard lock(O);

void throughPointer_bad(std::mutex *P) {
  P->lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock '*P'
  mayThrow();
  P->unlock();
}
// CHECK-FIXES: {{^}}  std::lock_guard lock(*P);

void nameTaken_bad(int lock) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  mayThrow();
  Bad = lock;
  M.unlock();
}
// CHECK-FIXES: {{^}}  std::lock_guard guard(M);

void twoInOneBlock_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  mayThrow();
  M.unlock();
  N.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'N'
  mayThrow();
  N.unlock();
}
// CHECK-FIXES: {{^}}void twoInOneBlock_bad() {
// CHECK-FIXES-NEXT: {{^}}  std::unique_lock lock(M);
// CHECK-FIXES: {{^}}  lock.unlock();
// CHECK-FIXES-NEXT: {{^}}  std::lock_guard lock2(N);

// From here on: no fix.

// std has no guard for these names.
void otherNames_bad(OtherNames &O) {
  O.Lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'O'
  mayThrow();
  O.Unlock();
}
// CHECK-FIXES: {{^}}void otherNames_bad(OtherNames &O) {
// CHECK-FIXES-NEXT: {{^}}  O.Lock();

// The acquisition is a condition.
void tryLock_bad() {
  if (M.try_lock()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'M'
    mayThrow();
    M.unlock();
  }
}
// CHECK-FIXES: {{^}}  if (M.try_lock()) {

// Locked in an inner block, unlocked outside.
void lockedInside_bad(bool Lock) {
  if (Lock)
    M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M'
  mayThrow();
  if (Lock)
    M.unlock();
}
// CHECK-FIXES: {{^}}void lockedInside_bad(bool Lock) {
// CHECK-FIXES-NEXT: {{^}}  if (Lock)
// CHECK-FIXES-NEXT: {{^}}    M.lock();

// Released by a callee.
void unlockIt() { M.unlock(); }
void releasedByCallee_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  mayThrow();
  unlockIt();
}
// CHECK-FIXES: {{^}}void releasedByCallee_bad() {
// CHECK-FIXES-NEXT: {{^}}  M.lock();

// In a macro.
#define LOCK(m) m.lock()
#define UNLOCK(m) m.unlock()
void macro_bad() {
  LOCK(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  mayThrow();
  UNLOCK(M);
}
// CHECK-FIXES: {{^}}void macro_bad() {
// CHECK-FIXES-NEXT: {{^}}  LOCK(M);

// Spelled in two ways.
void twoSpellings_bad(Table &T) {
  T.mutex().lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'T.mutex()'
  mayThrow();
  auto &Same = T.mutex();
  Same.unlock();
}
// CHECK-FIXES: {{^}}void twoSpellings_bad(Table &T) {
// CHECK-FIXES-NEXT: {{^}}  T.mutex().lock();

// goto and case labels would jump over the guard's declaration.
void jumpedOver_bad(int K) {
  switch (K) {
  case 1:
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M'
    mayThrow();
    M.unlock();
    break;
  case 2:
    break;
  }
}
// CHECK-FIXES: {{^}}  case 1:
// CHECK-FIXES-NEXT: {{^}}    M.lock();

void gotoOver_bad() {
  if (Bad > 3)
    goto out;
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  mayThrow();
  M.unlock();
out:
  ++Bad;
}
// CHECK-FIXES: {{^}}    goto out;
// CHECK-FIXES-NEXT: {{^}}  M.lock();

// Each pair becomes a guard of its own.
void relocked_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  mayThrow();
  M.unlock();
  ++Bad;
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  mayThrow();
  M.unlock();
}
// CHECK-FIXES: {{^}}void relocked_bad() {
// CHECK-FIXES-NEXT: {{^}}  std::unique_lock lock(M);
// CHECK-FIXES: {{^}}  lock.unlock();
// CHECK-FIXES: {{^}}  std::lock_guard lock2(M);
