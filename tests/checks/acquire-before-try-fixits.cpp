// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// The owner moves up only where that changes nothing else.
#include <memory>
#include <mutex>
#include <stdio.h>
#include <stdlib.h>

int Bad;
int mayThrow() {
  if (Bad)
    throw Bad;
  return 1;
}
struct Node {
  Node() noexcept {}
};
struct Tagged {
  Tagged(Node *N, int Tag) : N(N) { Bad = Tag; }
  ~Tagged() { delete N; }
  Node *N;
};
std::mutex M;

void ownerMovesUp_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N'
  mayThrow();
  mayThrow();
  std::unique_ptr<Node> Owner(N);
  mayThrow();
}
// CHECK-FIXES: {{^}}void ownerMovesUp_bad() {
// CHECK-FIXES-NEXT: {{^}}  Node *N = new Node();
// CHECK-FIXES-NEXT: {{^}}  std::unique_ptr<Node> Owner(N);
// CHECK-FIXES-NEXT: {{^}}  //
// CHECK-FIXES-NEXT: {{^}}  mayThrow();
// CHECK-FIXES-NEXT: {{^}}  mayThrow();
// CHECK-FIXES-NEXT: {{^}}  mayThrow();

void deleterIsGlobal_bad() {
  void *P = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'P'
  mayThrow();
  std::unique_ptr<void, decltype(&free)> Owner(P, &free);
}
// CHECK-FIXES: {{^}}  std::unique_ptr<void, decltype(&free)> Owner(P, &free);

// Needs what is computed in between.
void needsAnotherVariable_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N'
  int Tag = mayThrow();
  Tagged Owner(N, Tag);
  mayThrow();
}
// CHECK-FIXES: {{^}}void needsAnotherVariable_bad() {
// CHECK-FIXES-NEXT: {{^}}  Node *N = new Node();{{$}}

// Stands in another block.
void inInnerBlock_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N'
  mayThrow();
  if (Bad) {
    std::unique_ptr<Node> Owner(N);
    mayThrow();
  }
}
// CHECK-FIXES: {{^}}void inInnerBlock_bad() {
// CHECK-FIXES-NEXT: {{^}}  Node *N = new Node();{{$}}

// Two variables in one declaration.
void twoDeclarators_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N'
  mayThrow();
  std::unique_ptr<Node> Owner(N), Other;
}
// CHECK-FIXES: {{^}}void twoDeclarators_bad() {
// CHECK-FIXES-NEXT: {{^}}  Node *N = new Node();{{$}}

// Does not adopt by a declaration.
void byReset_bad() {
  std::unique_ptr<Node> Owner;
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N'
  mayThrow();
  Owner.reset(N);
}
// CHECK-FIXES: {{^}}void byReset_bad() {
// CHECK-FIXES-NEXT: {{^}}  std::unique_ptr<Node> Owner;
// CHECK-FIXES-NEXT: {{^}}  Node *N = new Node();{{$}}

// The handle is tested for failure in between: an owner above the test would be
// as right, but a guard of a lock that was not taken would not.
void tryLockTestedInBetween_bad() {
  bool Locked = M.try_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: lock 'M'
  if (!Locked)
    return;
  mayThrow();
  std::lock_guard<std::mutex> Owner(M, std::adopt_lock);
}
// CHECK-FIXES: {{^}}void tryLockTestedInBetween_bad() {
// CHECK-FIXES-NEXT: {{^}}  bool Locked = M.try_lock();{{$}}

// The handle is stored elsewhere in between.
Node *Slot;
void storedInBetween_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N'
  if (mayThrow() > 3) {
    Slot = N;
    return;
  }
  std::unique_ptr<Node> Owner(N);
}
// CHECK-FIXES: {{^}}void storedInBetween_bad() {
// CHECK-FIXES-NEXT: {{^}}  Node *N = new Node();{{$}}

// The handle changes hands in between.
void releasedInBetween_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N'
  if (mayThrow() > 3) {
    delete N;
    return;
  }
  std::unique_ptr<Node> Owner(N);
}
// CHECK-FIXES: {{^}}void releasedInBetween_bad() {
// CHECK-FIXES-NEXT: {{^}}  Node *N = new Node();{{$}}

// A macro's text is not to be moved.
#define OWN(p) std::unique_ptr<Node> Owner(p)
void declaredByMacro_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N'
  mayThrow();
  OWN(N);
}
// CHECK-FIXES: {{^}}void declaredByMacro_bad() {
// CHECK-FIXES-NEXT: {{^}}  Node *N = new Node();{{$}}
