// RUN: %dump --stage=facts %s -- -std=c++17 %mock | FileCheck %s
// Constant arguments choose among what a wrapper does; recursion settles.
#include <mutex>
#include <pthread.h>

struct Table {
  std::mutex Mutex;
};
int Bad;

void setLocked(Table &T, bool On) {
  if (On)
    T.Mutex.lock();
  else
    T.Mutex.unlock();
}
// CHECK-LABEL: summary lockByConstant
// CHECK-NEXT: acquire lock T.Mutex{{$}}
void lockByConstant(Table &T) { setLocked(T, true); }
// CHECK-LABEL: summary unlockByConstant
// CHECK-NEXT: release lock T.Mutex{{$}}
void unlockByConstant(Table &T) { setLocked(T, false); }

enum Mode { Lock, Unlock, Nothing };
void byMode(Table &T, Mode M) {
  switch (M) {
  case Lock:
    T.Mutex.lock();
    break;
  case Unlock:
    T.Mutex.unlock();
    break;
  case Nothing:
    break;
  }
}
// CHECK-LABEL: summary lockByMode
// CHECK-NEXT: acquire lock T.Mutex{{$}}
void lockByMode(Table &T) { byMode(T, Lock); }
// CHECK-NOT: summary nothingByMode
void nothingByMode(Table &T) { byMode(T, Nothing); }

// The constant goes through another wrapper.
void setDeep(Table &T, bool On) { setLocked(T, On); }
// CHECK-LABEL: summary lockDeepByConstant
// CHECK-NEXT: acquire lock T.Mutex{{$}}
void lockDeepByConstant(Table &T) { setDeep(T, true); }

void failIf(bool Condition) {
  if (Condition)
    throw 1;
}
// CHECK-LABEL: summary failsByConstant
// CHECK-NEXT: interrupt throw definite int > failsByConstant > failIf
void failsByConstant() { failIf(true); }
// CHECK-NOT: summary cannotFail
void cannotFail() { failIf(false); }

// CHECK-LABEL: summary down
// CHECK-NEXT: interrupt throw definite int > down
void down(int N) {
  if (N == 0)
    throw 1;
  down(N - 1);
}
void odd(int N);
// CHECK-LABEL: summary even
// CHECK-NEXT: interrupt throw definite int > even
void even(int N) {
  if (N == 0)
    throw 1;
  odd(N - 1);
}
// CHECK-LABEL: summary odd
// CHECK-NEXT: interrupt throw definite int > odd > even
void odd(int N) { even(N - 1); }
// Goes on for ever, and does nothing.
// CHECK-NOT: summary forEver
void forEver() { forEver(); }

// CHECK-LABEL: summary block
// CHECK-NEXT: mask cancel
int block() {
  int Old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Old);
  return Old;
}
// CHECK-LABEL: summary restore
// CHECK-NEXT: restore-mask cancel
void restore(int Old) { pthread_setcancelstate(Old, nullptr); }
// CHECK-LABEL: summary blockDeep
// CHECK-NEXT: mask cancel
void blockDeep() { block(); }
// CHECK-LABEL: summary blockAndRestore
// CHECK-NEXT: restore-mask cancel
void blockAndRestore() {
  int Old = block();
  restore(Old);
}
