// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// Where a unit shows who is cancelled, nobody else is.
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t m;

static void helper_of_the_worker_bad(void) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  sleep(1);
  pthread_mutex_unlock(&m);
}
static void *worker(void *arg) {
  helper_of_the_worker_bad();
  return arg;
}
// Runs on the thread that cancels the other.
int canceller_ok(void) {
  pthread_t t;
  char *p = malloc(10);
  pthread_create(&t, NULL, worker, NULL);
  sleep(10);
  pthread_cancel(t);
  pthread_join(t, NULL);
  free(p);
  return 0;
}
