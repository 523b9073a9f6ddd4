// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Scope guards in all the shapes that projects give them.
#include <fcntl.h>
#include <functional>
#include <memory>
#include <mutex>
#include <stdio.h>
#include <unistd.h>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
std::mutex M;

// In the manner of Folly: SCOPE_EXIT { … };
namespace detail {
template <class F> class OnExit {
public:
  explicit OnExit(F Run) noexcept : Run(Run) {}
  OnExit(OnExit &&Other) noexcept : Run(Other.Run) { Other.Active = false; }
  ~OnExit() {
    if (Active)
      Run();
  }
  void dismiss() noexcept { Active = false; }

private:
  F Run;
  bool Active = true;
};
enum class Tag {};
template <class F> OnExit<F> operator+(Tag, F Run) { return OnExit<F>(Run); }
} // namespace detail
#define SCOPE_EXIT auto ExitGuard = detail::Tag() + [&]() noexcept

// In the manner of Abseil and the GSL.
template <class F> class [[nodiscard]] Cleanup {
public:
  Cleanup(F Run) : Run(Run) {}
  Cleanup(Cleanup &&) = default;
  ~Cleanup() { Run(); }
  void Cancel() &&;

private:
  F Run;
};
template <class F> Cleanup<F> MakeCleanup(F Run) { return {Run}; }

// Keeps a std::function.
class Defer {
public:
  explicit Defer(std::function<void()> Run) : Run(Run) {}
  ~Defer() { Run(); }

private:
  std::function<void()> Run;
};
// Calls a method of what it was given.
struct Session {
  std::mutex Mutex;
  void begin() { Mutex.lock(); }
  void end() { Mutex.unlock(); }
};
class SessionScope {
public:
  explicit SessionScope(Session &S) : S(S) { S.begin(); }
  ~SessionScope() { S.end(); }

private:
  Session &S;
};
class AdoptSession {
public:
  explicit AdoptSession(Session *S) : S(S) {}
  ~AdoptSession() {
    if (S)
      S->end();
  }
  void dismiss() { S = nullptr; }

private:
  Session *S;
};
// An owner of a file descriptor with everything that such a class has.
class UniqueFd {
public:
  UniqueFd() = default;
  explicit UniqueFd(int Fd) : Fd(Fd) {}
  UniqueFd(UniqueFd &&Other) noexcept : Fd(Other.release()) {}
  ~UniqueFd() { reset(); }
  UniqueFd &operator=(UniqueFd &&Other) noexcept {
    reset(Other.release());
    return *this;
  }
  void reset(int New = -1) {
    if (Fd >= 0)
      close(Fd);
    Fd = New;
  }
  int release() {
    int Old = Fd;
    Fd = -1;
    return Old;
  }
  int get() const { return Fd; }

private:
  int Fd = -1;
};
class DerivedLock : public std::unique_lock<std::mutex> {
public:
  explicit DerivedLock(std::mutex &M) : std::unique_lock<std::mutex>(M) {}
};

void folly_ok() {
  FILE *F = fopen("a", "r");
  SCOPE_EXIT { fclose(F); };
  mayThrow();
}
void follyLock_ok() {
  M.lock();
  SCOPE_EXIT { M.unlock(); };
  mayThrow();
}
void abseil_ok() {
  int Fd = open("a", O_RDONLY);
  auto C = MakeCleanup([&] { close(Fd); });
  mayThrow();
}
void abseilDeduced_ok() {
  int Fd = open("a", O_RDONLY);
  Cleanup C = [Fd] { close(Fd); };
  mayThrow();
}
void stdFunction_ok() {
  M.lock();
  Defer D([] { M.unlock(); });
  mayThrow();
}
// The guard stands before the acquisition, on a variable still empty.
void guardFirst_ok() {
  FILE *F = nullptr;
  auto C = MakeCleanup([&] {
    if (F)
      fclose(F);
  });
  F = fopen("a", "r");
  mayThrow();
}
void sharedPtrAsGuard_ok() {
  M.lock();
  std::shared_ptr<void> Unlock(static_cast<void *>(nullptr), [](void *) { M.unlock(); });
  mayThrow();
}
void uniquePtrAsGuard_ok() {
  M.lock();
  auto Run = [](std::mutex *P) { P->unlock(); };
  std::unique_ptr<std::mutex, decltype(Run)> Unlock(&M, Run);
  mayThrow();
}
void sessionScope_ok(Session &S) {
  SessionScope Scope(S);
  mayThrow();
}
void adoptSession_ok(Session &S) {
  S.begin();
  AdoptSession Scope(&S);
  mayThrow();
}
void uniqueFd_ok() {
  UniqueFd Fd(open("a", O_RDONLY));
  mayThrow();
}
void uniqueFdReset_ok() {
  UniqueFd Fd;
  Fd.reset(open("a", O_RDONLY));
  mayThrow();
}
void uniqueFdMoved_ok() {
  UniqueFd A(open("a", O_RDONLY));
  UniqueFd B(std::move(A));
  mayThrow();
}
int uniqueFdReleased_ok() {
  UniqueFd Fd(open("a", O_RDONLY));
  mayThrow();
  return Fd.release();
}
void derivedLock_ok() {
  DerivedLock L(M);
  mayThrow();
}
struct Object {
  std::mutex Mutex;
  FILE *Log = nullptr;
  void thisCaptured_ok() {
    Mutex.lock();
    auto C = MakeCleanup([this] { Mutex.unlock(); });
    mayThrow();
  }
  void macroInMethod_ok() {
    Mutex.lock();
    SCOPE_EXIT { Mutex.unlock(); };
    mayThrow();
  }
};
void referenceToGuard_ok(std::unique_lock<std::mutex> &L) {
  L.unlock();
  mayThrow();
  L.lock();
  mayThrow();
}
void pointerToGuard_ok(std::unique_lock<std::mutex> *L) {
  L->lock();
  mayThrow();
  L->unlock();
}

void guardOfAnother_bad() {
  FILE *F = fopen("a", "r");
  FILE *G = fopen("b", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'G' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  SCOPE_EXIT { fclose(F); };
  mayThrow();
  fclose(G);
}
void guardOfNothing_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  auto C = MakeCleanup([] { ++Bad; });
  mayThrow();
  M.unlock();
}
void guardInInnerBlock_bad(Session &S) {
  int Fd = open("a", O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'Fd' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  {
    SessionScope Scope(S);
  }
  mayThrow();
  close(Fd);
}
