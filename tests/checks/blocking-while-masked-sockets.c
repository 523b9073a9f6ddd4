// RUN: %check_asyncsafe -checks=asyncsafe-blocking-while-masked %s %t -- -std=gnu17
// Sockets usually block; code that cancels the thread shows that it waits.
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

extern void keep(const char *, long);

static void *receives_ok(void *socket) {
  char bytes[64];
  for (;;) {
    int old;
    long n = recv(*(int *)socket, bytes, sizeof bytes, 0);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    keep(bytes, n);
    pthread_setcancelstate(old, 0);
  }
}
static void *asks_ok(void *socket) {
  char bytes[64];
  for (;;) {
    int old;
    pthread_testcancel();
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    keep(bytes, recv(*(int *)socket, bytes, sizeof bytes, MSG_DONTWAIT));
    pthread_setcancelstate(old, 0);
  }
}
static void *reads_file_ok(void *file) {
  char bytes[64];
  for (;;) {
    int old;
    pthread_testcancel();
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    keep(bytes, read(*(int *)file, bytes, sizeof bytes));
    pthread_setcancelstate(old, 0);
  }
}
static void *never_cancelled_ok(void *socket) {
  char bytes[64];
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  keep(bytes, recv(*(int *)socket, bytes, sizeof bytes, 0));
  pthread_setcancelstate(old, 0);
  return 0;
}
/// Of signals alone, a socket says too little.
long answer_ok(int socket, char *bytes) {
  sigset_t stop, old;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, &old);
  long n = recv(socket, bytes, 64, 0);
  pthread_sigmask(SIG_SETMASK, &old, 0);
  return n;
}

static void *receives_bad(void *socket) {
  char bytes[64];
  for (;;) {
    int old;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    long n = recv(*(int *)socket, bytes, sizeof bytes, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'recv' may block forever while cancellation is disabled [asyncsafe-blocking-while-masked]
    keep(bytes, n);
    pthread_setcancelstate(old, 0);
  }
}

static pthread_t threads[4], other;
void start(int *fd) {
  pthread_create(&threads[0], 0, receives_ok, fd);
  pthread_create(&threads[1], 0, asks_ok, fd);
  pthread_create(&threads[2], 0, reads_file_ok, fd);
  pthread_create(&threads[3], 0, receives_bad, fd);
  pthread_create(&other, 0, never_cancelled_ok, fd);
}
void stop(void) {
  for (int i = 0; i < 4; i++)
    pthread_cancel(threads[i]);
}
