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
// Nobody can tell whether such an object owns what it is given: no gap is claimed.
void ownerUnknown_ok() {
  Node *N = new Node();
  unknown();
  Opaque O(N);
}

void unknownCallee_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but 'unknown' may throw before its release is guaranteed [asyncsafe-acquire-before-try]
  // CHECK-FIXES: {{^}}  Node *N = new Node(); std::unique_ptr<Node> P(N);
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
