// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// What the checks are known to get wrong, as it is today: missed alarms (_missed) and
// false alarms (_false). A line here that fails has been mended: move it to where it belongs.
#include <fcntl.h>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <unistd.h>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
std::mutex M;
pthread_mutex_t Raw;

// The result that tells success is computed: `return fd >= 0`.
bool openInto(const char *Name, int *Out) {
  *Out = open(Name, O_RDONLY);
  return *Out >= 0;
}
void computedResult_missed() {
  int Fd;
  if (!openInto("a", &Fd))
    return;
  mayThrow();
  close(Fd);
}
// A guard that refers to a mutex protects it from then on, wherever it is locked.
void lockedPastItsGuard_missed() {
  std::unique_lock<std::mutex> L(M, std::defer_lock);
  M.lock();
  mayThrow();
  M.unlock();
}
// Elements of an array are one place.
std::mutex Many[4];
void twoElements_missed() {
  Many[0].lock();
  Many[1].lock();
  Many[1].unlock();
  mayThrow();
  Many[0].unlock();
}
// release() of an owner that the project writes itself does not disarm it.
class UniqueFd {
public:
  explicit UniqueFd(int Fd) : Fd(Fd) {}
  ~UniqueFd() {
    if (Fd >= 0)
      close(Fd);
  }
  int release() {
    int Old = Fd;
    Fd = -1;
    return Old;
  }

private:
  int Fd;
};
void releasedByHand_missed() {
  UniqueFd Owner(open("a", O_RDONLY));
  int Fd = Owner.release();
  mayThrow();
  close(Fd);
}
// `c ? A : B` as an argument does not fold for a constant `c` of the caller.
static void setCancel(int On) {
  pthread_setcancelstate(On ? PTHREAD_CANCEL_ENABLE : PTHREAD_CANCEL_DISABLE, nullptr);
}
void maskedByConditionalArgument_false() {
  setCancel(0);
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  sleep(1);
  pthread_mutex_unlock(&Raw);
  setCancel(1);
}
static void *runsOnThread(void *Argument) {
  maskedByConditionalArgument_false();
  return Argument;
}
void startThread(pthread_t *Thread) { pthread_create(Thread, nullptr, runsOnThread, nullptr); }
void stopThread(pthread_t *Thread) { pthread_cancel(*Thread); }
// The owner moves up although its name means something else in between.
struct Node {
  Node() noexcept {}
};
int Keeper = 1;
void nameIsTaken_wrongFix() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but 'mayThrow' may throw 'int' before its release is guaranteed [asyncsafe-acquire-before-try]
  // CHECK-FIXES: {{^}}  std::unique_ptr<Node> Keeper(N);
  mayThrow();
  Bad = sizeof(Keeper);
  std::unique_ptr<Node> Keeper(N);
}
void *worker(void *P) {
  maskedByConditionalArgument_false();
  return P;
}
int start(pthread_t *T) { return pthread_create(T, nullptr, worker, nullptr); }
