// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// A callee without a body, and one that can only run out of memory, speak in a gap.
#include <memory>
#include <mutex>
#include <stdio.h>
#include <string>
#include <vector>

int unknown();
int quiet() noexcept;
extern "C" int cFunction(void);
struct Node {
  Node() noexcept {}
};
struct Opaque {
  explicit Opaque(Node *N);
  ~Opaque();
};
struct Closer {
  void operator()(FILE *F) const noexcept { fclose(F); }
};
std::mutex M;
Node *Make();
Node *Slot;

void noexceptCallee_ok() {
  Node *N = new Node();
  quiet();
  std::unique_ptr<Node> P(N);
}
void cCallee_ok() {
  Node *N = new Node();
  cFunction();
  std::unique_ptr<Node> P(N);
}
void noexceptOfStd_ok(std::string &S) {
  Node *N = new Node();
  bool Empty = S.empty();
  std::unique_ptr<Node> P(N);
  (void)Empty;
}
// It is unknown whether such an object owns its argument: no gap is reported.
void ownerUnknown_ok() {
  Node *N = new Node();
  unknown();
  Opaque O(N);
}
// The lock that the guard takes later is another hold.
void releasedThenGuarded_ok() {
  M.lock();
  unknown();
  M.unlock();
  std::lock_guard<std::mutex> L(M);
  unknown();
}
void releasedThenTried_ok() {
  M.lock();
  unknown();
  M.unlock();
  try {
    M.lock();
    unknown();
    M.unlock();
  } catch (...) {
    M.unlock();
    throw;
  }
}
void guardInEachTurn_ok(int N) {
  while (N--) {
    M.lock();
    unknown();
    M.unlock();
  }
  std::lock_guard<std::mutex> L(M);
  unknown();
}
void onTheFailurePath_ok() {
  FILE *F = fopen("a", "r");
  if (!F) {
    unknown();
    return;
  }
  std::unique_ptr<FILE, Closer> P(F);
}
void argumentOfTheConstructor_ok() {
  std::unique_ptr<std::string> P(new std::string("x", unknown()));
  unknown();
}
struct TwoMembers {
  TwoMembers() : A(new Node()), B(new Node()) { unknown(); }
  ~TwoMembers() {
    delete A;
    delete B;
  }
  Node *A, *B;
};
void otherHandleIsOwned_ok() {
  Node *A = new Node();
  std::unique_ptr<Node> P(A);
  Node *B = Make();
  unknown();
  Slot = B;
}
// Deleted on one path, handed over on the other: without protection.
Node *deletedOrReturned_ok() {
  Node *N = new Node();
  if (unknown() < 0) {
    delete N;
    return nullptr;
  }
  return N;
}

void unknownCallee_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but 'unknown' may throw before its release is guaranteed [asyncsafe-acquire-before-try]
  // CHECK-FIXES: {{^}}  std::unique_ptr<Node> P(N);
  unknown();
  std::unique_ptr<Node> P(N);
}
void indirectCallee_bad(int (*F)()) {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but {{.*}} may throw before its release is guaranteed [asyncsafe-acquire-before-try]
  F();
  std::unique_ptr<Node> P(N);
}
void allocation_bad(std::string &S) {
  FILE *F = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here, but '{{.*}}reserve' may run out of memory and throw{{( 'std::bad_alloc')?}} before its release is guaranteed [asyncsafe-acquire-before-try]
  if (!F)
    return;
  S.reserve(100);
  std::unique_ptr<FILE, Closer> P(F);
}
void newInTheGap_bad() {
  Node *A = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'A' is acquired here, but {{.*}} may run out of memory and throw{{( 'std::bad_alloc')?}} before its release is guaranteed [asyncsafe-acquire-before-try]
  Node *B = new Node();
  std::unique_ptr<Node> P(A), Q(B);
}
void lockThenUnknownThenTry_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here, but 'unknown' may throw before its release is guaranteed [asyncsafe-acquire-before-try]
  unknown();
  try {
    unknown();
  } catch (...) {
    M.unlock();
    throw;
  }
  M.unlock();
}
