// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Wrappers around acquisition and release owe nothing; their callers do.
#include <fcntl.h>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
struct Table {
  std::mutex Mutex;
  pthread_mutex_t Raw;
  int Rows;
};

void lockIt_ok(Table &T) { T.Mutex.lock(); }
void unlockIt_ok(Table &T) { T.Mutex.unlock(); }
void lockPointer_ok(Table *T) { T->Mutex.lock(); }
void unlockPointer_ok(Table *T) { T->Mutex.unlock(); }
void lockDeep_ok(Table *T) { lockPointer_ok(T); }
void unlockDeep_ok(Table *T) { unlockPointer_ok(T); }
void setLocked_ok(Table &T, bool On) {
  if (On)
    T.Mutex.lock();
  else
    T.Mutex.unlock();
}
int lockC_ok(Table *T) { return pthread_mutex_lock(&T->Raw); }
int lockChecked_ok(Table *T) {
  if (pthread_mutex_lock(&T->Raw) != 0)
    return -1;
  return 0;
}
void unlockC_ok(Table *T) { pthread_mutex_unlock(&T->Raw); }
bool tryIt_ok(Table &T) { return T.Mutex.try_lock(); }
int openLog_ok() { return open("log", O_WRONLY); }
int openChecked_ok() {
  int Fd = open("log", O_WRONLY);
  if (Fd < 0)
    throw Bad;
  return Fd;
}
FILE *openFile_ok(const char *Name) {
  FILE *F = fopen(Name, "r");
  if (!F)
    return nullptr;
  return F;
}
void closeLog_ok(int Fd) { close(Fd); }
struct Conn {
  int X;
};
Conn *newConn_ok() { return new Conn(); }
void freeConn_ok(Conn *C) { delete C; }

struct Store {
  std::mutex Mutex;
  int Rows = 0;
  void lockRows_ok() { Mutex.lock(); }
  void unlockRows_ok() { Mutex.unlock(); }
  void throughMethods_ok() {
    lockRows_ok();
    ++Rows;
    unlockRows_ok();
  }
  void throughMethods_bad() {
    lockRows_ok();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'Mutex' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    unlockRows_ok();
  }
};

void nothingBetween_ok(Table &T) {
  lockIt_ok(T);
  ++T.Rows;
  unlockIt_ok(T);
}
void throwAfterUnlock_ok(Table &T) {
  lockIt_ok(T);
  unlockIt_ok(T);
  mayThrow();
}
void wrapperThenAdopt_ok(Table &T) {
  lockIt_ok(T);
  std::lock_guard<std::mutex> L(T.Mutex, std::adopt_lock);
  mayThrow();
}
void lockElsewhere_ok(Table &T, Table &U) {
  lockIt_ok(T);
  unlockIt_ok(T);
  mayThrow();
  unlockIt_ok(U);
}
void constantArgument_ok(Table &T) {
  setLocked_ok(T, true);
  setLocked_ok(T, false);
  mayThrow();
}
// Unlocks what its caller has locked, and locks it again: the caller sees no change.
void unlockedForAWhile_ok(Table &T) {
  unlockIt_ok(T);
  mayThrow();
  lockIt_ok(T);
}
void failedLock_ok(Table *T) {
  if (lockChecked_ok(T) != 0) {
    mayThrow();
    return;
  }
  unlockC_ok(T);
}
void failedTry_ok(Table &T) {
  if (!tryIt_ok(T)) {
    mayThrow();
    return;
  }
  unlockIt_ok(T);
}
void failedOpen_ok() {
  int Fd = openLog_ok();
  if (Fd < 0)
    mayThrow();
  else
    close(Fd);
}
void failedOpenFile_ok() {
  FILE *F = openFile_ok("a");
  if (!F) {
    mayThrow();
    return;
  }
  fclose(F);
}
void ownerOfWrapped_ok() {
  std::unique_ptr<Conn> C(newConn_ok());
  mayThrow();
}
void deleterIsWrapper_ok() {
  std::unique_ptr<Conn, void (*)(Conn *)> C(newConn_ok(), &freeConn_ok);
  mayThrow();
}

void byReference_bad(Table &T) {
  lockIt_ok(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'T.Mutex' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  unlockIt_ok(T);
}
void byPointer_bad(Table *T) {
  lockPointer_ok(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'T->Mutex' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  unlockPointer_ok(T);
}
void byAddress_bad(Table &T) {
  lockPointer_ok(&T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'T.Mutex' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  T.Mutex.unlock();
}
void twoDeep_bad(Table *T) {
  lockDeep_ok(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'T->Mutex' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  unlockDeep_ok(T);
}
void constantArgument_bad(Table &T) {
  setLocked_ok(T, true);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'T.Mutex' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  setLocked_ok(T, false);
}
void resultCode_bad(Table *T) {
  if (lockC_ok(T))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'T->Raw' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    return;
  mayThrow();
  unlockC_ok(T);
}
void resultCodeInVariable_bad(Table *T) {
  int Rc = lockChecked_ok(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: lock 'T->Raw' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  if (Rc < 0)
    return;
  mayThrow();
  unlockC_ok(T);
}
void untestedC_ok(Table *T) { pthread_mutex_lock(&T->Raw); }
void untestedResult_bad(Table *T) {
  untestedC_ok(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'T->Raw' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  unlockC_ok(T);
}
void trySucceeded_bad(Table &T) {
  if (tryIt_ok(T)) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'T.Mutex' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    unlockIt_ok(T);
  }
}
void factoryOfFd_bad() {
  int Fd = openLog_ok();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'Fd' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  closeLog_ok(Fd);
}
void factoryOfCheckedFd_bad() {
  int Fd = openChecked_ok();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'Fd' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  close(Fd);
}
void factoryOfFile_bad() {
  FILE *F = openFile_ok("a");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  if (!F)
    return;
  mayThrow();
  fclose(F);
}
void factoryOfObject_bad() {
  Conn *C = newConn_ok();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'C' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  freeConn_ok(C);
}
