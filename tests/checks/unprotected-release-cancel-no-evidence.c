// RUN: %check_asyncsafe %s %t -check-suffixes=NONE -- -std=c17 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=ALL -option=Sources=all -- -std=c17 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=ALL -option=Sources=cancel -- -std=c17 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=NONE "-option=Sources=throw;jump" -- -std=c17 %mock
// No cancellation here: silent, unless the user says that other code cancels.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t m;

void locked_bad(void) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  sleep(1);
  pthread_mutex_unlock(&m);
}
void memory_bad(void) {
  char *p = malloc(10);
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(0, p, 10);
  free(p);
}
void returned_ok(char **out) {
  char *p = malloc(10);
  *out = p;
  sleep(1);
}
// CHECK-FIXES-ALL: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
