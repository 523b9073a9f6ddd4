// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// More right code: owners by flag, reference counts, two-phase construction, guards in
// containers, callees that clean up. Nothing here is to be reported.
#include <fcntl.h>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <stdio.h>
#include <stdlib.h>
#include <string>
#include <unistd.h>
#include <vector>
int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
std::mutex M;
struct Node {
  Node *Next = nullptr;
  void run() { mayThrow(); }
};

// placement in optional-like storage
template <class T> struct Optional {
  alignas(T) char Buf[sizeof(T)];
  bool Has = false;
  template <class... A> void emplace(A &&...a) {
    new (Buf) T(std::forward<A>(a)...);
    Has = true;
  }
  ~Optional() {
    if (Has)
      reinterpret_cast<T *>(Buf)->~T();
  }
};
void optionalGuard_ok(bool Need) {
  Optional<std::lock_guard<std::mutex>> L;
  if (Need)
    L.emplace(M);
  mayThrow();
}
// conditional owner pointer
void ownedFlag_ok(Node *Given) {
  bool Own = false;
  if (!Given) {
    Given = new Node();
    Own = true;
  }
  std::unique_ptr<Node> P(Own ? Given : nullptr);
  Given->run();
}
// intrusive refcount
struct Ref {
  int N = 1;
  void ref() { ++N; }
  void unref() {
    if (--N == 0)
      delete this;
  }
};
template <class T> struct Ptr {
  T *P;
  explicit Ptr(T *P) : P(P) {}
  ~Ptr() {
    if (P)
      P->unref();
  }
  T *operator->() { return P; }
};
void refcounted_ok() {
  Ptr<Ref> P(new Ref());
  mayThrow();
}
void refcountedLate_ok() {
  Ref *R = new Ref();
  Ptr<Ref> P(R);
  mayThrow();
}
// two-phase: catch block frees array built so far
void buildArray_ok(int N) {
  Node **A = static_cast<Node **>(malloc(N * sizeof(Node *)));
  int I = 0;
  try {
    for (; I < N; ++I) {
      A[I] = new Node();
      A[I]->run();
    }
  } catch (...) {
    while (I--)
      delete A[I];
    free(A);
    throw;
  }
  free(A);
}
// std::unique_lock passed by ref
struct Queue {
  std::mutex Mu;
  int N = 0;
  void popLocked(std::unique_lock<std::mutex> &L) {
    L.unlock();
    mayThrow();
    L.lock();
  }
  void pop() {
    std::unique_lock<std::mutex> L(Mu);
    popLocked(L);
    mayThrow();
  }
  void popAdopt() {
    Mu.lock();
    std::unique_lock<std::mutex> L(Mu, std::adopt_lock);
    popLocked(L);
    mayThrow();
  }
};
// lock in ctor, unlock in dtor of object itself
struct Txn {
  Txn() {
    M.lock();
    mayThrow2();
  }
  ~Txn() { M.unlock(); }
  void mayThrow2() noexcept {}
};
void txn_ok() {
  Txn T;
  mayThrow();
}
void txnHeap_ok() {
  std::unique_ptr<Txn> T(new Txn());
  mayThrow();
}
// begin / end methods on this with guard in caller
struct Db {
  std::mutex Mu;
  void begin() { Mu.lock(); }
  void end() { Mu.unlock(); }
  struct Scope {
    Db *D;
    Scope(Db *D) : D(D) { D->begin(); }
    ~Scope() { D->end(); }
  };
  void work() {
    Scope S(this);
    mayThrow();
  }
  void tryWork() {
    begin();
    try {
      mayThrow();
    } catch (...) {
      end();
      throw;
    }
    end();
  }
};
// visitor with callback under unlock
template <class F> void unlocked(std::mutex &Mu, F Run) {
  Mu.unlock();
  try {
    Run();
  } catch (...) {
    Mu.lock();
    throw;
  }
  Mu.lock();
}
void callsUnlocked_ok() {
  std::lock_guard<std::mutex> L(M);
  unlocked(M, [] { mayThrow(); });
  mayThrow();
}
// handler in callee
void cleanupAndRethrow(FILE *F) {
  fclose(F);
  throw;
}
void rethrowInCallee_ok() {
  FILE *F = fopen("a", "r");
  try {
    mayThrow();
  } catch (...) {
    cleanupAndRethrow(F);
  }
  fclose(F);
}
// lippincott
void translate() {
  try {
    throw;
  } catch (int) {
    throw std::bad_alloc();
  }
}
void lippincott_ok() {
  FILE *F = fopen("a", "r");
  try {
    mayThrow();
  } catch (...) {
    fclose(F);
    translate();
    return;
  }
  fclose(F);
}
// nested function with goto in try
int gotoInTry_ok() {
  FILE *F = fopen("a", "r");
  try {
    if (Bad)
      goto out;
    mayThrow();
  } catch (...) {
    fclose(F);
    throw;
  }
out:
  fclose(F);
  return 0;
}
// vector of fds closed in loop
void fds_ok() {
  std::vector<int> V;
  for (int I = 0; I < 3; ++I)
    V.push_back(open("a", 0));
  mayThrow();
  for (int F : V)
    close(F);
}
// map handing over
std::map<int, Node *> Registry;
Node *getOrCreate(int K) {
  Node *&N = Registry[K];
  if (!N)
    N = new Node();
  N->run();
  return N;
}
void dropAll() {
  Node *N = Registry[1];
  mayThrow();
  delete N;
}
// swap idiom
struct Impl {
  std::unique_ptr<Node> P;
  void reset() {
    std::unique_ptr<Node> Q(new Node());
    mayThrow();
    std::swap(P, Q);
  }
};
// exchange
struct Ex {
  Node *N = nullptr;
  Ex(Ex &&O) : N(std::exchange(O.N, nullptr)) {}
  Ex() { N = new Node(); }
  ~Ex() { delete N; }
};
void ex_ok() {
  Ex A;
  Ex B(std::move(A));
  mayThrow();
}
// array of guards
void arrayOfGuards_ok() {
  std::unique_lock<std::mutex> L[1] = {std::unique_lock<std::mutex>(M)};
  mayThrow();
}
void vectorOfGuards_ok() {
  std::vector<std::unique_lock<std::mutex>> V;
  V.emplace_back(M);
  mayThrow();
}
std::pair<std::unique_lock<std::mutex>, int> guardInPair_ok() {
  std::unique_lock<std::mutex> L(M);
  mayThrow();
  return {std::move(L), 1};
}
// bool unlock flags
void maybeUnlockEarly_ok(bool Early) {
  std::unique_lock<std::mutex> L(M);
  if (Early)
    L.unlock();
  mayThrow();
  if (!Early)
    L.unlock();
}
// structured
void binding_ok() {
  auto [L, I] = guardInPair_ok();
  mayThrow();
}
// lock via shared_ptr
struct Sh {
  std::mutex Mu;
};
void shared_ok(std::shared_ptr<Sh> S) {
  std::lock_guard<std::mutex> L(S->Mu);
  mayThrow();
}
void sharedRaw_ok(std::shared_ptr<Sh> S) {
  S->Mu.lock();
  ++Bad;
  S->Mu.unlock();
  mayThrow();
}
// FILE* stdout etc
void stdOut_ok() {
  FILE *F = Bad ? fopen("a", "w") : stdout;
  fprintf(F, "x");
  if (F != stdout)
    fclose(F);
  mayThrow();
}
// ternary owner
void retry_ok() {
  FILE *F = nullptr;
  while (!(F = fopen("a", "r")))
    mayThrow();
  fclose(F);
}
// do-while fd retry
void retryFd_ok() {
  int Fd;
  do {
    Fd = open("a", 0);
    if (Fd < 0)
      mayThrow();
  } while (Fd < 0);
  close(Fd);
}
// early handler
void handlerAllocates_ok() {
  try {
    mayThrow();
  } catch (...) {
    FILE *F = fopen("log", "a");
    if (F)
      fclose(F);
    throw;
  }
}
