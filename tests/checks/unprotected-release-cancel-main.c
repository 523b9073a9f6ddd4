// RUN: %check_asyncsafe %s %t -check-suffixes=NONE -- -std=c17 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=ALL -option=Strict=true -- -std=c17 %mock
// One function that tests for its cancellation, and one that cancels a thread it is given, say nothing
// about the other functions of the file.
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t m;

void testsForIt(void) {
  for (;;)
    pthread_testcancel();
}
static void underMain_ok(int fd) {
  char c;
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(fd, &c, 1);
  pthread_mutex_unlock(&m);
}
void someoneElse_bad(int fd) {
  char c;
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(fd, &c, 1);
  pthread_mutex_unlock(&m);
}
static void log_ok(int fd) {
  char c;
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(fd, &c, 1);
  pthread_mutex_unlock(&m);
}
void stop(pthread_t t, int fd) {
  log_ok(fd);
  pthread_cancel(t);
}
int main(void) {
  underMain_ok(0);
  return 0;
}
// CHECK-FIXES-ALL: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
// CHECK-FIXES-ALL: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
// CHECK-FIXES-ALL: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
