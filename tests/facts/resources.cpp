// RUN: %dump --stage=facts %s -- -std=c++17 %mock | FileCheck %s
// What a function acquires and releases for its caller.
#include <fcntl.h>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct Table {
  std::mutex Mutex;
  pthread_mutex_t Raw;
};
std::mutex Global;
int Slot;

// CHECK-LABEL: summary lockReference
// CHECK-NEXT: acquire lock T.Mutex{{$}}
void lockReference(Table &T) { T.Mutex.lock(); }
// CHECK-LABEL: summary lockPointer
// CHECK-NEXT: acquire lock T->Mutex{{$}}
void lockPointer(Table *T) { T->Mutex.lock(); }
// CHECK-LABEL: summary lockGlobal
// CHECK-NEXT: acquire lock Global{{$}}
void lockGlobal() { Global.lock(); }
// CHECK-LABEL: summary unlockPointer
// CHECK-NEXT: release lock T->Mutex{{$}}
void unlockPointer(Table *T) { T->Mutex.unlock(); }
// CHECK-LABEL: summary lockDeep
// CHECK-NEXT: acquire lock T->Mutex{{$}}
void lockDeep(Table *T) { lockPointer(T); }
// CHECK-LABEL: summary lockAddress
// CHECK-NEXT: acquire lock T.Mutex{{$}}
void lockAddress(Table &T) { lockPointer(&T); }

// CHECK-LABEL: summary lockCode
// CHECK-NEXT: acquire lock T->Raw if ret==0
int lockCode(Table *T) { return pthread_mutex_lock(&T->Raw); }
// CHECK-LABEL: summary lockUntested
// CHECK-NEXT: acquire lock T->Raw{{$}}
void lockUntested(Table *T) { pthread_mutex_lock(&T->Raw); }
// CHECK-LABEL: summary lockCast
// CHECK-NEXT: acquire lock T->Raw{{$}}
void lockCast(Table *T) { (void)pthread_mutex_lock(&T->Raw); }
// CHECK-LABEL: summary lockOrAbort
// CHECK-NEXT: acquire lock T->Raw{{$}}
void lockOrAbort(Table *T) {
  if (pthread_mutex_lock(&T->Raw) != 0)
    abort();
}
// CHECK-LABEL: summary lockStoresCode
// CHECK-NEXT: acquire lock T->Raw{{$}}
void lockStoresCode(Table *T) { Slot = pthread_mutex_lock(&T->Raw); }
// CHECK-LABEL: summary lockChecked
// CHECK-NEXT: acquire lock T->Raw if ret==0
int lockChecked(Table *T) {
  if (pthread_mutex_lock(&T->Raw) != 0)
    return -1;
  return 0;
}
// CHECK-LABEL: summary lockBool
// CHECK-NEXT: acquire lock T->Raw if ret==1
bool lockBool(Table *T) {
  int Rc = pthread_mutex_trylock(&T->Raw);
  if (Rc)
    return false;
  return true;
}
// CHECK-LABEL: summary tryReference
// CHECK-NEXT: acquire lock T.Mutex if ret!=0
bool tryReference(Table &T) { return T.Mutex.try_lock(); }

// Locked and unlocked, or the other way round: the caller sees no change.
// CHECK-NOT: summary lockAndUnlock
void lockAndUnlock(Table &T) {
  T.Mutex.lock();
  T.Mutex.unlock();
}
// CHECK-NOT: summary guarded
void guarded(Table &T) { std::lock_guard<std::mutex> L(T.Mutex); }
// CHECK-NOT: summary unlockForAWhile
void unlockForAWhile(Table &T) {
  T.Mutex.unlock();
  T.Mutex.lock();
}
// Callers cannot tell whether it is held.
// CHECK-NOT: acquire lock T.Mutex when
void lockMaybe(Table &T) {
  if (Slot)
    T.Mutex.lock();
}

// CHECK-LABEL: summary openIt
// CHECK-NEXT: acquire fd ret if ret>=0
int openIt() { return open("a", O_RDONLY); }
// CHECK-LABEL: summary openChecked
// CHECK-NEXT: acquire fd ret{{( if ret>=0)?$}}
int openChecked() {
  int Fd = open("a", O_RDONLY);
  if (Fd < 0)
    throw 1;
  return Fd;
}
// CHECK-LABEL: summary openFile
// CHECK-NEXT: acquire file ret if ret!=0
FILE *openFile(const char *Name) {
  FILE *F = fopen(Name, "r");
  if (!F)
    return nullptr;
  return F;
}
// CHECK-LABEL: summary closeIt
// CHECK-NEXT: release fd Fd
void closeIt(int Fd) { close(Fd); }
// CHECK-LABEL: summary closeFile
// CHECK-NEXT: release file F
void closeFile(FILE *F) {
  if (F)
    fclose(F);
}
// CHECK-LABEL: summary keep
// CHECK-NEXT: escape Fd
void keep(int Fd) { Slot = Fd; }

struct Guard {
  explicit Guard(Table &T) : T(T) { T.Mutex.lock(); }
  ~Guard() { T.Mutex.unlock(); }
  Table &T;
};
// CHECK-LABEL: summary Guard::Guard
// CHECK: acquire lock {{.*}}Mutex
// CHECK-LABEL: summary Guard::~Guard
// CHECK: release lock this->T{{.*}}Mutex
void useGuard(Table &T) { Guard G(T); }

struct Node {};
struct Keeper {
  std::unique_ptr<Node> Kept;
  void keep(Node *N) { Kept.reset(N); }
};
// CHECK-LABEL: summary Keeper::keep
// CHECK: adopt N by this->Kept
