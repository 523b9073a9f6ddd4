// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Gaps that are seen through wrappers, templates, macros and lambdas.
#include <memory>
#include <mutex>
#include <stdio.h>

int Bad;
int mayThrow() {
  if (Bad)
    throw Bad;
  return 1;
}
struct Table {
  std::mutex Mutex;
};
struct Node {
  Node() noexcept {}
};
void lockIt(Table &T) { T.Mutex.lock(); }
void unlockIt(Table &T) { T.Mutex.unlock(); }
Node *makeNode(int) { return new Node(); }
struct CloseFile {
  void operator()(FILE *F) const noexcept { fclose(F); }
};
class Keeper {
public:
  void keep(Node *N) { Kept.reset(N); }

private:
  std::unique_ptr<Node> Kept;
};
#define ADOPT(m) std::lock_guard<std::mutex> adopted(m, std::adopt_lock)

void wrapperAtOnce_ok(Table &T) {
  lockIt(T);
  std::lock_guard<std::mutex> L(T.Mutex, std::adopt_lock);
  mayThrow();
}
void factoryAtOnce_ok() {
  std::unique_ptr<Node> P(makeNode(1));
  mayThrow();
}
void keeperAtOnce_ok(Keeper &K) {
  K.keep(makeNode(1));
  mayThrow();
}
void macroAtOnce_ok(Table &T) {
  T.Mutex.lock();
  ADOPT(T.Mutex);
  mayThrow();
}
template <class T> void templateAtOnce_ok() {
  T *P = new T();
  std::unique_ptr<T> Owner(P);
  mayThrow();
}
template void templateAtOnce_ok<Node>();

void wrapperLate_bad(Table &T) {
  lockIt(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'T.Mutex' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  try {
    mayThrow();
  } catch (...) {
    unlockIt(T);
    throw;
  }
  unlockIt(T);
}
void factoryLate_bad() {
  Node *N = makeNode(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  // CHECK-FIXES: {{^}}  std::unique_ptr<Node> P(N);
  mayThrow();
  std::unique_ptr<Node> P(N);
}
void keeperLate_bad(Keeper &K) {
  Node *N = makeNode(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  K.keep(N);
}
void macroLate_bad(Table &T) {
  T.Mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'T.Mutex' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  ADOPT(T.Mutex);
}
template <class T> void templateLate_bad() {
  T *P = new T();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: memory 'P' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  std::unique_ptr<T> Owner(P);
}
template void templateLate_bad<Node>();
template void templateLate_bad<int>();
void inLambda_bad() {
  auto F = [] {
    FILE *File = fopen("a", "r");
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: file 'File' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
    mayThrow();
    std::unique_ptr<FILE, CloseFile> Owner(File);
  };
  F();
}
// NOLINTNEXTLINE(asyncsafe-unprotected-release): another check
void nolint_ok(Table &T) {
  T.Mutex.lock(); // NOLINT(asyncsafe-acquire-before-try)
  mayThrow();
  std::lock_guard<std::mutex> L(T.Mutex, std::adopt_lock);
}
