// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Templates are judged by their instantiations, and reported once, at their line.
#include <mutex>
#include <stdio.h>
#include <vector>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
struct Quiet {
  void run() noexcept {}
};
struct Loud {
  void run() { mayThrow(); }
};
std::mutex M;

template <class T> void quiet_ok(T &X) {
  M.lock();
  X.run();
  M.unlock();
}
template void quiet_ok<Quiet>(Quiet &);
// Never instantiated: the effects of run() are unknown.
template <class T> void notInstantiated_ok(T &X) {
  M.lock();
  X.run();
  M.unlock();
}
template <class T> class Guard {
public:
  explicit Guard(T &M) : M(M) { M.lock(); }
  ~Guard() { M.unlock(); }

private:
  T &M;
};
void guardTemplate_ok() {
  Guard<std::mutex> G(M);
  mayThrow();
}
template <class F> void withLock_ok(F Run) {
  std::lock_guard<std::mutex> L(M);
  Run();
}
void callsWithLock_ok() {
  withLock_ok([] { mayThrow(); });
}
auto GenericQuiet = [](auto &X) {
  M.lock();
  X.run();
  M.unlock();
};
void genericLambda_ok(Quiet &Q) { GenericQuiet(Q); }

template <class T> void loud_bad(T &X) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'Loud::run' throws [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  X.run();
  M.unlock();
}
template void loud_bad<Quiet>(Quiet &);
template void loud_bad<Loud>(Loud &);
template <class T> class Queue {
  std::mutex Mutex;
  int Depth = 0;

public:
  void push_bad(T Run) {
    Mutex.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'Mutex' is acquired here and not released if 'Loud::run' throws [asyncsafe-unprotected-release]
    Run.run();
    Mutex.unlock();
  }
};
void useQueue(Queue<Loud> &A) { A.push_bad(Loud()); }
template <class F> void callback_bad(F Run) {
  FILE *File = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: file 'File' is acquired here and not released if 'operator()' throws [asyncsafe-unprotected-release]
  Run(File);
  fclose(File);
}
void useCallback() {
  callback_bad([](FILE *) { mayThrow(); });
}
auto Generic = [](auto &X) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'Loud::run' throws [asyncsafe-unprotected-release]
  X.run();
  M.unlock();
};
void genericLambda_bad(Loud &L) { Generic(L); }
template <int N> struct Recursive {
  static void run_bad() {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    M.unlock();
    Recursive<N - 1>::run_bad();
  }
};
template <> struct Recursive<0> {
  static void run_bad() {}
};
void useRecursive() { Recursive<5>::run_bad(); }
