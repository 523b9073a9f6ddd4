// RUN: %check_asyncsafe %s %t -check-suffixes=PLAIN -- -std=c++17 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=PLAIN,STRICT,ALLOC -option=Strict=true -- -std=c++17 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=PLAIN,ALLOC -option=TreatAllocationAsThrowing=true -- -std=c++17 %mock
// Callees without a body and allocation: silent where nothing protects, unless asked for.
#include <mutex>
#include <pthread.h>
#include <string>
#include <vector>

std::mutex M;
pthread_mutex_t Raw;
int unknown();
int quiet() noexcept;
extern "C" int cFunction(void);
int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
struct Base {
  virtual void run();
  virtual void quietRun() noexcept;
  virtual ~Base();
};
struct Node {
  Node() noexcept {}
};

void noexceptCallee_ok() {
  pthread_mutex_lock(&Raw);
  quiet();
  pthread_mutex_unlock(&Raw);
}
void cCallee_ok() {
  pthread_mutex_lock(&Raw);
  cFunction();
  pthread_mutex_unlock(&Raw);
}
void virtualNoexcept_ok(Base &B) {
  pthread_mutex_lock(&Raw);
  B.quietRun();
  pthread_mutex_unlock(&Raw);
}
void nothrowOfStd_ok(std::vector<int> &V) {
  pthread_mutex_lock(&Raw);
  V.clear();
  pthread_mutex_unlock(&Raw);
}
void unknownOutside_ok() {
  unknown();
  pthread_mutex_lock(&Raw);
  pthread_mutex_unlock(&Raw);
  unknown();
}
void known_bad() {
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES-PLAIN: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  pthread_mutex_unlock(&Raw);
}
void unknownCallee_strict() {
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and not released if 'unknown' throws [asyncsafe-unprotected-release]
  unknown();
  pthread_mutex_unlock(&Raw);
}
void virtualCallee_strict(Base &B) {
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and not released if 'Base::run' throws [asyncsafe-unprotected-release]
  B.run();
  pthread_mutex_unlock(&Raw);
}
void throughPointer_strict(int (*F)()) {
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and not released if {{.*}} throws [asyncsafe-unprotected-release]
  F();
  pthread_mutex_unlock(&Raw);
}
void inCallee() { unknown(); }
void unknownDeeper_strict() {
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and not released if 'inCallee' throws [asyncsafe-unprotected-release]
  inCallee();
  pthread_mutex_unlock(&Raw);
}
void growingVector_alloc(std::vector<int> &V) {
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES-ALLOC: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and not released if '{{.*}}push_back' throws [asyncsafe-unprotected-release]
  V.push_back(1);
  pthread_mutex_unlock(&Raw);
}
Node *newUnderLock_alloc() {
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES-ALLOC: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and not released if {{.*}} throws [asyncsafe-unprotected-release]
  Node *N = new Node();
  pthread_mutex_unlock(&Raw);
  return N;
}
void growing() {
  std::string S;
  S.reserve(10);
}
void allocationInCallee_alloc() {
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES-ALLOC: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and not released if 'growing' throws [asyncsafe-unprotected-release]
  growing();
  pthread_mutex_unlock(&Raw);
}
