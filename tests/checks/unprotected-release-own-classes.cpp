// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Owners and locks that a project writes itself.
#include <mutex>
#include <pthread.h>
#include <stdio.h>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}

class MutexLock {
public:
  explicit MutexLock(std::mutex *M) : M(M) { this->M->lock(); }
  ~MutexLock() { M->unlock(); }
  MutexLock(const MutexLock &) = delete;

private:
  std::mutex *const M;
};
class RefLock {
public:
  explicit RefLock(pthread_mutex_t &M) : M(M) { pthread_mutex_lock(&M); }
  ~RefLock() { pthread_mutex_unlock(&M); }

private:
  pthread_mutex_t &M;
};
// Releases in the constructor and takes again in the destructor.
class Unlocked {
public:
  explicit Unlocked(std::mutex &M) : M(M) { M.unlock(); }
  ~Unlocked() { M.lock(); }

private:
  std::mutex &M;
};
class EarlyLock {
public:
  explicit EarlyLock(std::mutex &M) : M(&M) { this->M->lock(); }
  ~EarlyLock() { release(); }
  void release() {
    if (M) {
      M->unlock();
      M = nullptr;
    }
  }

private:
  std::mutex *M;
};
class BaseLock {
public:
  explicit BaseLock(std::mutex &M) : M(M) { M.lock(); }
  ~BaseLock() { M.unlock(); }

protected:
  std::mutex &M;
};
class DerivedLock : public BaseLock {
public:
  explicit DerivedLock(std::mutex &M) : BaseLock(M) {}
};
class WrappedLock {
public:
  explicit WrappedLock(std::mutex &M) : L(M) {}

private:
  std::lock_guard<std::mutex> L;
};
class OpaqueLock {
public:
  explicit OpaqueLock(std::mutex &M);
  ~OpaqueLock();
};
class AdoptingLock {
public:
  explicit AdoptingLock(std::mutex &M) : M(M) {}
  ~AdoptingLock() { M.unlock(); }

private:
  std::mutex &M;
};
class LogFile {
public:
  explicit LogFile(const char *Name) : F(fopen(Name, "a")) {}
  ~LogFile() {
    if (F)
      fclose(F);
  }
  FILE *F;
};
// Lock-shaped: no row names it, and its body is elsewhere.
class Mutex {
public:
  void Lock();
  void Unlock();
  bool TryLock();
};
class SpinLock {
public:
  void lock() noexcept;
  void unlock() noexcept;
};
class MutexGuard {
public:
  explicit MutexGuard(Mutex *M) : M(M) { M->Lock(); }
  ~MutexGuard() { M->Unlock(); }

private:
  Mutex *M;
};
// Not lock-shaped: lock() takes an argument, or there is no way back.
class Door {
public:
  void Lock(int Key);
  void Unlock(int Key);
};
class Latch {
public:
  void Lock();
};

std::mutex M;
pthread_mutex_t Raw;
Mutex Own;
SpinLock Spin;
Door D;
Latch La;

void ownGuard_ok() {
  MutexLock L(&M);
  mayThrow();
}
void guardOfReference_ok() {
  RefLock L(Raw);
  mayThrow();
}
void earlyRelease_ok() {
  EarlyLock L(M);
  mayThrow();
  L.release();
  mayThrow();
}
void derivedGuard_ok() {
  DerivedLock L(M);
  mayThrow();
}
void wrappedGuard_ok() {
  WrappedLock L(M);
  mayThrow();
}
void opaqueGuard_ok() {
  OpaqueLock L(M);
  mayThrow();
}
void opaqueAdopts_ok() {
  M.lock();
  OpaqueLock L(M);
  mayThrow();
}
void ownAdopts_ok() {
  M.lock();
  AdoptingLock L(M);
  mayThrow();
}
void reverseGuard_ok() {
  std::lock_guard<std::mutex> L(M);
  {
    Unlocked U(M);
    mayThrow();
  }
  mayThrow();
}
void reverseGuardOverRaw_ok() {
  M.lock();
  {
    Unlocked U(M);
  }
  M.unlock();
}
void ownsFile_ok() {
  LogFile L("log");
  mayThrow();
}
void shapeGuard_ok() {
  MutexGuard G(&Own);
  mayThrow();
}
void shapeStdGuard_ok() {
  std::lock_guard<SpinLock> G(Spin);
  mayThrow();
}
void shapeNothingBetween_ok(int &X) {
  Own.Lock();
  ++X;
  Own.Unlock();
}
void shapeTryFailed_ok() {
  if (!Own.TryLock()) {
    mayThrow();
    return;
  }
  Own.Unlock();
}
void notShapedTakesArgument_ok() {
  D.Lock(1);
  mayThrow();
  D.Unlock(1);
}
void notShapedNoWayBack_ok() {
  La.Lock();
  mayThrow();
}

void shape_bad() {
  Own.Lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'Own' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  Own.Unlock();
}
void shapeLowerCase_bad() {
  Spin.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'Spin' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(Spin);
  mayThrow();
  Spin.unlock();
}
void shapeTry_bad() {
  if (Own.TryLock()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'Own' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    Own.Unlock();
  }
}
void anotherGuard_bad() {
  std::lock_guard<SpinLock> G(Spin);
  Own.Lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'Own' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  Own.Unlock();
}
// The reverse guard has taken the lock again when the second call throws.
void reverseGuardOverRaw_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  {
    Unlocked U(M);
  }
  M.unlock();
}
