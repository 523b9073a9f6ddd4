// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Right code that looks wrong, from real projects. Nothing here is to be reported.
#include <fcntl.h>
#include <map>
#include <memory>
#include <mutex>
#include <stdio.h>
#include <stdlib.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
bool chance() { return Bad & 1; }
std::mutex M;
struct Node {
  Node *Next = nullptr;
  int Fd = -1;
};
Node *Head;
int Listener = -1;
bool registerFd(int Fd);
extern "C" void __assert_fail(const char *, const char *, unsigned, const char *) __attribute__((noreturn));
#define assert(x) ((x) ? (void)0 : __assert_fail(#x, "file", 1, "function"))

void lazyGlobal_ok() {
  if (!Head)
    Head = new Node();
  mayThrow();
  delete Head;
  Head = nullptr;
}
Node &lazyStatic_ok() {
  static Node *Instance = new Node();
  mayThrow();
  return *Instance;
}
void globalSocket_ok() {
  Listener = socket(AF_INET, SOCK_STREAM, 0);
  if (Listener < 0)
    throw Bad;
  mayThrow();
  close(Listener);
}
// The registry owns it once it has it.
void givenToRegistry_ok() {
  int Fd = open("a", O_RDONLY);
  if (!registerFd(Fd)) {
    close(Fd);
    return;
  }
  mayThrow();
}
void givenToThread_ok() {
  int Fd = open("a", O_RDONLY);
  std::thread T([Fd] { close(Fd); });
  mayThrow();
  T.join();
}
Node returnedInStruct_ok() {
  Node N;
  N.Fd = open("a", O_RDONLY);
  mayThrow();
  return N;
}
void pushedFront_ok(Node *&List) {
  Node *N = new Node();
  N->Next = List;
  List = N;
  mayThrow();
}
void intoMap_ok(std::map<int, Node *> &Map) {
  Node *N = new Node();
  Map[1] = N;
  mayThrow();
}
void assertAborts_ok() {
  M.lock();
  assert(Bad == 0);
  M.unlock();
}
void abortUnderLock_ok() {
  M.lock();
  if (Bad)
    abort();
  M.unlock();
}
void exitUnderLock_ok() {
  FILE *F = fopen("a", "r");
  if (!F)
    exit(1);
  if (chance())
    _exit(2);
  fclose(F);
}
void retries_ok() {
  M.lock();
  for (;;) {
    try {
      mayThrow();
      break;
    } catch (int) {
      --Bad;
    }
  }
  M.unlock();
}
void errorVariable_ok() {
  FILE *F = fopen("a", "r");
  int Error = 0;
  try {
    mayThrow();
  } catch (int E) {
    Error = E;
  }
  fclose(F);
  if (Error)
    throw Error;
}
class Connection {
public:
  void open_ok() {
    Fd = open("a", O_RDONLY);
    if (Fd < 0)
      throw Bad;
    mayThrow();
  }
  void reopen_ok() {
    close(Fd);
    Fd = open("a", O_RDONLY);
    mayThrow();
  }
  void shutDown_ok() {
    mayThrow();
    close(Fd);
    Fd = -1;
  }
  // The caller holds the lock, as the name says.
  void waitLocked_ok() {
    Mutex.unlock();
    mayThrow();
    Mutex.lock();
  }
  void lock_ok() { Mutex.lock(); }
  bool tryLock_ok() { return Mutex.try_lock(); }
  void unlock_ok() { Mutex.unlock(); }
  // Returns with the lock held.
  Node *acquire_ok() {
    Mutex.lock();
    if (!Current) {
      Mutex.unlock();
      mayThrow();
      return nullptr;
    }
    return Current;
  }

private:
  std::mutex Mutex;
  int Fd = -1;
  Node *Current = nullptr;
};
int doesNotThrow() noexcept;
void unlockInsideGuard_ok() {
  std::lock_guard<std::mutex> L(M);
  M.unlock();
  doesNotThrow();
  M.lock();
  mayThrow();
}
void handOverHand_ok(Node *N, std::mutex *A, std::mutex *B) {
  A->lock();
  B->lock();
  A->unlock();
  ++N->Fd;
  B->unlock();
  mayThrow();
}
void flagTellsWhetherLocked_ok(bool Need) {
  bool Locked = false;
  if (Need) {
    M.lock();
    Locked = true;
  }
  if (Bad == 5) {
    if (Locked)
      M.unlock();
    throw Bad;
  }
  if (Locked)
    M.unlock();
}
void throwsBeforeAndAfter_ok(int N) {
  if (N < 0)
    throw N;
  int *P = static_cast<int *>(malloc(10));
  if (!P)
    throw N;
  *P = N;
  free(P);
  if (N > 100)
    throw N;
}
void swapPointers_ok() {
  Node *A = new Node(), *B = nullptr;
  B = A;
  A = nullptr;
  delete A;
  Head = B;
  mayThrow();
}
void ownedByVectorOfPointers_ok(std::vector<std::unique_ptr<Node>> &V) {
  V.push_back(std::unique_ptr<Node>(new Node()));
  mayThrow();
}
void stringsOnly_ok(std::string &S) {
  M.lock();
  bool Empty = S.empty();
  S.clear();
  M.unlock();
  if (Empty)
    mayThrow();
}
void deleteInLoop_ok() {
  while (Head) {
    Node *N = Head;
    Head = N->Next;
    delete N;
    mayThrow();
  }
}
// The array's owner frees it.
struct Buffer {
  explicit Buffer(int N) : Data(new int[N]) {}
  ~Buffer() { delete[] Data; }
  void grow_ok(int N) {
    int *Bigger = new int[N];
    Bigger[0] = Data[0];
    delete[] Data;
    Data = Bigger;
    mayThrow();
  }
  int *Data;
};
void dupForCaller_ok(int *Out) {
  int Fd = dup(0);
  if (Fd < 0)
    throw Bad;
  *Out = Fd;
}
int pipeEnds_ok(int Ends[2]) {
  if (pipe(Ends) != 0)
    throw Bad;
  mayThrow();
  return 0;
}
