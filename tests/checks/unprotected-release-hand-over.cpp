// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// A resource that is handed over is no longer the function's to release.
#include <fcntl.h>
#include <functional>
#include <memory>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <vector>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
bool chance() { return Bad & 1; }

struct Node {
  Node *Next;
  int Fd;
};
Node *Head;
int GlobalFd;
FILE *Table[4];

int returned_ok() {
  int Fd = open("a", O_RDONLY);
  mayThrow();
  return Fd;
}
void storedInGlobal_ok() {
  GlobalFd = open("a", O_RDONLY);
  mayThrow();
}
void storedInGlobalFromLocal_ok() {
  int Fd = open("a", O_RDONLY);
  GlobalFd = Fd;
  mayThrow();
}
void storedInTable_ok() {
  FILE *F = fopen("a", "r");
  Table[1] = F;
  mayThrow();
}
void storedInField_ok(Node *N) {
  N->Fd = open("a", O_RDONLY);
  mayThrow();
}
void storedInOutParameter_ok(int *Out) {
  int Fd = open("a", O_RDONLY);
  *Out = Fd;
  mayThrow();
}
void storedInOutReference_ok(FILE *&Out) {
  FILE *F = fopen("a", "r");
  Out = F;
  mayThrow();
}
void linkedIntoList_ok() {
  Node *N = new Node;
  N->Next = Head;
  Head = N;
  mayThrow();
}
void pushedIntoContainer_ok(std::vector<Node *> &V) {
  Node *N = new Node();
  V.push_back(N);
  mayThrow();
}
// Released if pushing it failed, the container's afterwards.
void handedOverOrReleased_ok(Node **Slot) {
  Node *N = new Node();
  if (chance()) {
    delete N;
    return;
  }
  *Slot = N;
  mayThrow();
}
struct Socket {
  explicit Socket(int Fd) : Fd(Fd) {}
  ~Socket() { close(Fd); }
  int Fd;
};
void ownerByConstructor_ok() {
  Socket S(open("a", O_RDONLY));
  mayThrow();
}
void ownerFromVariable_ok() {
  int Fd = open("a", O_RDONLY);
  Socket S(Fd);
  mayThrow();
}
struct Opaque {
  explicit Opaque(FILE *F);
  ~Opaque();
};
void ownerWithoutBody_ok() {
  FILE *F = fopen("a", "r");
  Opaque O(F);
  mayThrow();
}
void uniquePtr_ok() {
  std::unique_ptr<Node> P(new Node());
  mayThrow();
}
void uniquePtrFromVariable_ok() {
  Node *N = new Node();
  std::unique_ptr<Node> P(N);
  mayThrow();
}
void uniquePtrReset_ok() {
  std::unique_ptr<Node> P;
  P.reset(new Node());
  mayThrow();
}
void uniquePtrResetFromVariable_ok() {
  std::unique_ptr<Node> P;
  Node *N = new Node();
  P.reset(N);
  mayThrow();
}
void uniquePtrResetTwice_ok() {
  std::unique_ptr<Node> P(new Node());
  P.reset(new Node());
  mayThrow();
  P.reset();
}
void uniquePtrMoved_ok() {
  std::unique_ptr<Node> P(new Node());
  auto Q = std::move(P);
  mayThrow();
}
std::unique_ptr<Node> uniquePtrReturned_ok() {
  std::unique_ptr<Node> P(new Node());
  mayThrow();
  return P;
}
Node *uniquePtrReleasedIntoReturn_ok() {
  std::unique_ptr<Node> P(new Node());
  mayThrow();
  return P.release();
}
void uniquePtrReleasedIntoGlobal_ok() {
  std::unique_ptr<Node> P(new Node());
  mayThrow();
  Head = P.release();
  mayThrow();
}
void makeUnique_ok() {
  auto P = std::make_unique<Node>();
  mayThrow();
}
void sharedPtr_ok() {
  std::shared_ptr<Node> P(new Node());
  mayThrow();
}
void uniqueArray_ok() {
  std::unique_ptr<int[]> P(new int[10]);
  mayThrow();
}
void functionAsDeleter_ok() {
  std::unique_ptr<FILE, int (*)(FILE *)> F(fopen("a", "r"), &fclose);
  mayThrow();
}
struct CloseFile {
  void operator()(FILE *F) const noexcept { fclose(F); }
};
void classAsDeleter_ok() {
  FILE *F = fopen("a", "r");
  if (!F)
    return;
  std::unique_ptr<FILE, CloseFile> P(F);
  mayThrow();
}
void mallocWithFreeAsDeleter_ok() {
  std::unique_ptr<void, decltype(&free)> P(malloc(10), &free);
  mayThrow();
}
template <class F> struct Finally {
  F Run;
  ~Finally() { Run(); }
};
template <class F> Finally(F) -> Finally<F>;
template <class F> struct Guard {
  explicit Guard(F R) : Run(R) {}
  Guard(Guard &&) = default;
  ~Guard() {
    if (Active)
      Run();
  }
  void dismiss() { Active = false; }
  F Run;
  bool Active = true;
};
template <class F> Guard<F> finally(F R) { return Guard<F>(R); }

void scopeGuardAggregate_ok() {
  FILE *F = fopen("a", "r");
  Finally Close{[&] { fclose(F); }};
  mayThrow();
}
void scopeGuardFunction_ok() {
  int Fd = open("a", O_RDONLY);
  auto Close = finally([&] { close(Fd); });
  mayThrow();
}
void scopeGuardByCopy_ok() {
  int Fd = open("a", O_RDONLY);
  auto Close = finally([Fd] { close(Fd); });
  mayThrow();
}
struct OpaqueGuard {
  explicit OpaqueGuard(std::function<void()> F);
  ~OpaqueGuard();
};
void scopeGuardWithoutBody_ok() {
  Node *N = new Node();
  OpaqueGuard G([N] { delete N; });
  mayThrow();
}
struct Owner {
  std::unique_ptr<Node> First;
  FILE *Log = nullptr;
  ~Owner() {
    if (Log)
      fclose(Log);
  }
  void intoMember_ok() {
    First.reset(new Node());
    mayThrow();
  }
  void intoField_ok() {
    Log = fopen("log", "w");
    mayThrow();
  }
  void reopened_ok() {
    if (Log)
      fclose(Log);
    Log = fopen("log", "w");
    mayThrow();
  }
};
void overwrittenByNull_ok() {
  FILE *F = fopen("a", "r");
  Table[0] = F;
  F = nullptr;
  mayThrow();
  if (F)
    fclose(F);
}
// No known code releases it, so nothing is owed.
void leakedOnPurpose_ok() {
  Node *N = new Node();
  mayThrow();
}

void newThrowDelete_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  delete N;
}
void openThrowClose_bad() {
  int Fd = open("a", O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'Fd' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  close(Fd);
}
void throwBeforeTheHandOver_bad(Node **Slot) {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  if (chance()) {
    delete N;
    return;
  }
  *Slot = N;
}
void releasedFromOwner_bad() {
  std::unique_ptr<Node> P(new Node());
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: memory {{('N' )?}}is acquired here and loses its protection before it is released; it is not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  Node *N = P.release();
  mayThrow();
  delete N;
}
void copyOfTheHandle_bad() {
  FILE *F = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  FILE *Same = F;
  mayThrow();
  fclose(Same);
}
void closedThroughCopy_bad() {
  int Fd = open("a", O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'Fd' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  {
    int Copy = Fd;
    close(Copy);
  }
}
