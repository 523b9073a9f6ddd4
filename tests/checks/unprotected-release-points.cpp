// RUN: %check_asyncsafe %s %t -- -std=c++20 %mock
// Where the throwing call can stand, and how the resource can be spelled.
#include <coroutine>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <vector>
int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
std::mutex M;
std::shared_mutex S;
struct Node {
  int X;
  void run() { mayThrow(); }
  Node() {}
  Node(int) { mayThrow(); }
  ~Node() {}
};

void memberOfTheHandle_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here and not released if 'Node::run' throws [asyncsafe-unprotected-release]
  N->run();
  delete N;
}

template <class F> void withLock_bad(F f) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'operator()' throws [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  f();
  M.unlock();
}
void callsWithLock() {
  withLock_bad([] { mayThrow(); });
}

struct B {
  virtual void r() { mayThrow(); }
  virtual ~B() {}
};
struct D final : B {
  void r() override { mayThrow(); }
};
void devirtualised_bad(D &d) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'D::r' throws [asyncsafe-unprotected-release]
  d.r();
  M.unlock();
}

struct St {
  static void go() { mayThrow(); }
};
void staticMethod_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'St::go' throws [asyncsafe-unprotected-release]
  St::go();
  M.unlock();
}

void use(const Node &);
void temporaryArgument_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'Node::Node' throws [asyncsafe-unprotected-release]
  use(Node(1));
  M.unlock();
}

void def(int X = (mayThrow(), 1)) {}
void defaultArgument_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  def();
  M.unlock();
}

void rangeFor_bad(std::vector<Node> &V) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'Node::run' throws [asyncsafe-unprotected-release]
  for (auto &N : V)
    N.run();
  M.unlock();
}

int compute() {
  mayThrow();
  return 1;
}
void staticInitialiser_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'compute' throws [asyncsafe-unprotected-release]
  static int X = compute();
  M.unlock();
  (void)X;
}

int initialiser_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'compute' throws [asyncsafe-unprotected-release]
  int X = compute();
  M.unlock();
  return X;
}

void conditionalOperator_bad(bool B) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'compute' throws [asyncsafe-unprotected-release]
  int X = B ? compute() : throw 1;
  M.unlock();
  (void)X;
}

struct Own {
  std::mutex Mu;
  std::mutex &mu() { return Mu; }
};
void accessorOfMutex_bad(Own &O) {
  O.mu().lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'O.Mu' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  O.mu().unlock();
}

struct Tab {
  std::mutex Locks[4];
};
void elementOfArray_bad(Tab &T, int I) {
  T.Locks[I].lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'T.Locks[*]' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  T.Locks[I].unlock();
}

void throughSharedPtr_bad(std::shared_ptr<Own> P) {
  P->Mu.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'P->Mu' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  P->Mu.unlock();
}

void pointerInLambda_bad(Own *P) {
  auto F = [P] {
    P->Mu.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'P->Mu' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    P->Mu.unlock();
  };
  F();
}

void mallocInLoop_bad() {
  for (int I = 0; I < 3; ++I) {
    char *P = (char *)malloc(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: memory 'P' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    free(P);
  }
}

struct E {};
struct F2 : E {};
void rethrown_bad() {
  FILE *F = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  try {
    if (Bad)
      throw F2();
  } catch (F2 &) {
    throw;
  }
  if (F)
    fclose(F);
}

void translated_bad() {
  FILE *F = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  try {
    mayThrow();
  } catch (int) {
    throw std::runtime_error("x");
  }
  fclose(F);
}

void unlockedByLambda_bad() {
  S.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'S' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  auto U = [] { S.unlock(); };
  U();
}

struct H {
  int Fd;
};
void fieldOfLocal_bad() {
  H h;
  h.Fd = open("a", 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: file descriptor 'h.Fd' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  close(h.Fd);
}

void fdopened_bad() {
  int Fd = open("a", 0);
  if (Fd < 0)
    return;
  FILE *F = fdopen(Fd, "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  if (!F) {
    close(Fd);
    return;
  }
  mayThrow();
  fclose(F);
}

void pipeEnds_bad() {
  int P[2];
  if (pipe(P))
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: file descriptor 'P[*]' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    return;
  mayThrow();
  close(P[0]);
  close(P[1]);
}

void besideAGuard_bad() {
  std::lock_guard<std::mutex> L(M);
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here and not released if 'Node::run' throws [asyncsafe-unprotected-release]
  N->run();
  delete N;
}

task coroutine_bad(event &Ev) {
  int Fd = open("a", 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'Fd' is acquired here and not released if the coroutine is destroyed while suspended [asyncsafe-unprotected-release]
  co_await Ev;
  close(Fd);
}

struct T2 {
  ~T2() noexcept(false) { mayThrow(); }
};
void destructorOfLocal_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'T2::~T2' throws [asyncsafe-unprotected-release]
  {
    T2 T;
  }
  M.unlock();
}

void inInitStatement_bad() {
  if (M.lock(); Bad)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
  M.unlock();
}

struct Base27 {
  std::mutex Mu;
  void lk() { Mu.lock(); }
  void ul() { Mu.unlock(); }
};
struct D27 : Base27 {
  void go_bad() {
    lk();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'Mu' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    ul();
  }
};

struct R28 {
  std::mutex &Mu;
  void go_bad() {
    Mu.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'Mu' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    Mu.unlock();
  }
};

struct A29 {
  struct {
    std::mutex Mu;
  };
  void go_bad() {
    Mu.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'Mu' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    Mu.unlock();
  }
};
