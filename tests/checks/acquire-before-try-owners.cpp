// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Owners that begin at once, and owners that begin too late.
#include <fcntl.h>
#include <functional>
#include <memory>
#include <mutex>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int Bad;
int mayThrow() {
  if (Bad)
    throw Bad;
  return 1;
}
int harmless(int X) { return X; }
struct Node {
  Node() noexcept {}
  Node(int) { mayThrow(); }
  int X;
};
struct Socket {
  explicit Socket(int Fd) : Fd(Fd) {}
  ~Socket() { close(Fd); }
  int Fd;
};
struct Opaque {
  explicit Opaque(FILE *F);
  ~Opaque();
};
template <class F> struct Finally {
  F Run;
  ~Finally() { Run(); }
};
template <class F> Finally(F) -> Finally<F>;
struct CloseFile {
  void operator()(FILE *F) const noexcept { fclose(F); }
};
std::mutex M;

void atOnce_ok() {
  Node *N = new Node();
  std::unique_ptr<Node> P(N);
  mayThrow();
}
void inOneExpression_ok() {
  std::unique_ptr<Node> P(new Node());
  mayThrow();
}
// The memory of a constructor that throws is freed by the new expression itself.
void constructorThrows_ok() {
  std::unique_ptr<Node> P(new Node(1));
  mayThrow();
}
void comparisonBetween_ok(int *Q) {
  Node *N = new Node();
  if (!Q)
    Q = &Bad;
  std::unique_ptr<Node> P(N);
  mayThrow();
}
void harmlessBetween_ok() {
  Node *N = new Node();
  Bad = harmless(Bad);
  std::unique_ptr<Node> P(N);
  mayThrow();
}
void throwBeforeAcquire_ok() {
  int Port = mayThrow();
  Node *N = new Node();
  std::unique_ptr<Node> P(N);
  Bad = Port;
}
void resetAtOnce_ok() {
  std::unique_ptr<Node> P;
  mayThrow();
  P.reset(new Node());
  mayThrow();
}
void nullTestBetween_ok() {
  FILE *F = fopen("a", "r");
  if (!F)
    throw Bad;
  std::unique_ptr<FILE, CloseFile> P(F);
  mayThrow();
}
void scopeGuardAtOnce_ok() {
  FILE *F = fopen("a", "r");
  Finally G{[&] { fclose(F); }};
  mayThrow();
}
void memberOwner_ok(std::unique_ptr<Node> &Out) {
  Node *N = new Node();
  Out.reset(N);
  mayThrow();
}
void twoOwners_ok() {
  std::unique_ptr<Node> A(new Node());
  std::unique_ptr<Node> B(new Node());
  mayThrow();
}
void ownerOnOnePathOnly_ok(bool Own) {
  Node *N = new Node();
  if (Own) {
    std::unique_ptr<Node> P(N);
    mayThrow();
  }
}
struct Holder {
  Holder() : N(new Node()) { }
  std::unique_ptr<Node> N;
};
void memberInitialiser_ok() {
  Holder H;
  mayThrow();
}

void late_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: 'mayThrow' may throw 'int'
  // CHECK-MESSAGES: :[[@LINE+4]]:25: note: the protection that releases it begins only here
  // CHECK-MESSAGES: :[[@LINE-4]]:13: note: let an RAII object own it from here on
  // CHECK-FIXES: {{^}}  std::unique_ptr<Node> P(N);
  mayThrow();
  std::unique_ptr<Node> P(N);
}
void lateReset_bad() {
  std::unique_ptr<Node> P;
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  P.reset(N);
}
void lateShared_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  std::shared_ptr<Node> P(N);
}
void lateSocket_bad() {
  int Fd = open("a", O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'Fd' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  int Port = mayThrow();
  Socket S(Fd);
  Bad = Port;
}
void lateAfterNullTest_bad() {
  FILE *F = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  if (!F)
    return;
  mayThrow();
  std::unique_ptr<FILE, CloseFile> P(F);
}
void lateDeleterFunction_bad() {
  void *P = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'P' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  std::unique_ptr<void, decltype(&free)> Q(P, &free);
}
void lateScopeGuard_bad() {
  FILE *F = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  mayThrow();
  Finally G{[&] { fclose(F); }};
  mayThrow();
}
void explicitThrowInTheGap_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but an exception of type 'int' is thrown here before its release is guaranteed [asyncsafe-acquire-before-try]
  if (Bad)
    throw Bad;
  std::unique_ptr<Node> P(N);
}
void onlyOneOfTwo_bad() {
  Node *A = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'A' is acquired here, but 'Node::Node' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  Node *B = new Node(1);
  std::unique_ptr<Node> P(A);
  std::unique_ptr<Node> Q(B);
}
