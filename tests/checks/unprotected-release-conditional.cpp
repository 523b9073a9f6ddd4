// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Acquisitions that can fail, and conditions that hang together.
#include <dirent.h>
#include <fcntl.h>
#include <mutex>
#include <new>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
bool chance() { return Bad & 1; }
std::mutex M;
pthread_mutex_t Raw;
pthread_rwlock_t Rw;
struct Node {
  int Fd;
};

void tryLockFailed_ok() {
  if (M.try_lock()) {
    M.unlock();
    return;
  }
  mayThrow();
}
void tryLockNegated_ok() {
  if (!M.try_lock())
    throw Bad;
  M.unlock();
}
void pthreadTryFailed_ok() {
  if (pthread_mutex_trylock(&Raw) != 0)
    throw Bad;
  pthread_mutex_unlock(&Raw);
}
void pthreadTryNonZero_ok() {
  if (pthread_mutex_trylock(&Raw)) {
    mayThrow();
    return;
  }
  pthread_mutex_unlock(&Raw);
}
void rcVariable_ok() {
  int Rc = pthread_mutex_lock(&Raw);
  if (Rc != 0)
    throw Rc;
  pthread_mutex_unlock(&Raw);
}
void rcAssigned_ok() {
  int Rc;
  if ((Rc = pthread_mutex_trylock(&Raw)) != 0)
    throw Rc;
  pthread_mutex_unlock(&Raw);
}
void rcCompared_ok() {
  int Rc = pthread_rwlock_tryrdlock(&Rw);
  if (Rc == 0)
    pthread_rwlock_unlock(&Rw);
  else
    mayThrow();
}
void openFailed_ok() {
  int Fd = open("a", O_RDONLY);
  if (Fd < 0)
    throw Bad;
  close(Fd);
}
void openFailedMinusOne_ok() {
  int Fd = open("a", O_RDONLY);
  if (Fd == -1) {
    mayThrow();
    return;
  }
  close(Fd);
}
void openFailedInCondition_ok() {
  int Fd;
  if ((Fd = open("a", O_RDONLY)) < 0)
    throw Bad;
  close(Fd);
}
void openGreaterOrEqual_ok() {
  int Fd = open("a", O_RDONLY);
  if (Fd >= 0)
    close(Fd);
  else
    mayThrow();
}
void openIsNotMinusOne_ok() {
  int Fd = open("a", O_RDONLY);
  if (Fd != -1)
    close(Fd);
  else
    throw Bad;
}
void nullPointer_ok() {
  FILE *F = fopen("a", "r");
  if (!F)
    throw Bad;
  fclose(F);
}
void nullCompared_ok() {
  FILE *F = fopen("a", "r");
  if (F == nullptr)
    throw Bad;
  fclose(F);
}
void nullInIf_ok() {
  if (FILE *F = fopen("a", "r"))
    fclose(F);
  else
    mayThrow();
}
void nullAndMore_ok() {
  FILE *F = fopen("a", "r");
  if (!F || Bad == 77) {
    if (F)
      fclose(F);
    throw Bad;
  }
  fclose(F);
}
void mmapFailed_ok() {
  void *P = mmap(nullptr, 1, PROT_READ, MAP_PRIVATE, -1, 0);
  if (P == MAP_FAILED)
    throw Bad;
  munmap(P, 1);
}
void directory_ok() {
  DIR *D = opendir(".");
  if (!D)
    throw Bad;
  closedir(D);
}
void unlikely_ok() {
  void *P = malloc(10);
  if (__builtin_expect(P == nullptr, 0))
    throw Bad;
  free(P);
}
void nothrowNew_ok() {
  Node *N = new (std::nothrow) Node;
  if (!N)
    throw Bad;
  delete N;
}
void placementNew_ok(void *Where) {
  Node *N = new (Where) Node;
  mayThrow();
  N->~Node();
}
void resultInField_ok(Node *N) {
  N->Fd = open("a", O_RDONLY);
  if (N->Fd < 0)
    throw Bad;
  mayThrow();
}
void correlated_ok(bool Locked) {
  if (Locked)
    M.lock();
  if (Locked)
    M.unlock();
  mayThrow();
}
void flagRemembered_ok() {
  bool Held = M.try_lock();
  if (!Held)
    mayThrow();
  if (Held)
    M.unlock();
}
void freeOfNull_ok() {
  char *P = nullptr;
  if (chance())
    mayThrow();
  P = static_cast<char *>(malloc(3));
  free(P);
}
void closeOnBothPaths_ok() {
  int Fd = open("a", O_RDONLY);
  if (chance()) {
    close(Fd);
    throw Bad;
  }
  close(Fd);
}
void realloc_ok(char *P) {
  char *Q = static_cast<char *>(realloc(P, 20));
  if (!Q) {
    free(P);
    throw Bad;
  }
  free(Q);
}

void tryLock_bad() {
  if (M.try_lock()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    M.unlock();
  }
}
void pthreadTry_bad() {
  if (pthread_mutex_trylock(&Raw) == 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'Raw' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    pthread_mutex_unlock(&Raw);
  }
}
void pthreadUnchecked_bad() {
  pthread_mutex_lock(&Raw);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'Raw' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  pthread_mutex_unlock(&Raw);
}
void rcVariable_bad() {
  int Rc = pthread_rwlock_wrlock(&Rw);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: lock 'Rw' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  if (Rc)
    return;
  mayThrow();
  pthread_rwlock_unlock(&Rw);
}
void readLock_bad() {
  pthread_rwlock_rdlock(&Rw);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: shared lock 'Rw' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  pthread_rwlock_unlock(&Rw);
}
void openInCondition_bad() {
  int Fd;
  if ((Fd = open("a", O_RDONLY)) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file descriptor 'Fd' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    return;
  mayThrow();
  close(Fd);
}
void socketChecked_bad() {
  int Fd = socket(AF_INET, SOCK_STREAM, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'Fd' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  if (Fd != -1) {
    mayThrow();
    close(Fd);
  }
}
void mmap_bad() {
  void *P = mmap(nullptr, 1, PROT_READ, MAP_PRIVATE, -1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory mapping 'P' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  if (P == MAP_FAILED)
    return;
  mayThrow();
  munmap(P, 1);
}
void directory_bad() {
  DIR *D = opendir(".");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: directory stream 'D' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  if (!D)
    return;
  mayThrow();
  closedir(D);
}
void nullInIf_bad() {
  if (FILE *F = fopen("a", "r")) {
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: file 'F' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    fclose(F);
  }
}
void correlated_bad(bool Locked) {
  if (Locked)
    M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  if (Locked)
    M.unlock();
}
void ternary_bad(bool Write) {
  int Fd = Write ? open("a", O_WRONLY) : -1;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: file descriptor 'Fd' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  if (Fd >= 0)
    close(Fd);
}
void arrayNew_bad() {
  int *P = new int[10];
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{memory|array}} 'P' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  delete[] P;
}
