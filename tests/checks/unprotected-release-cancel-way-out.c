// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- -std=gnu17
// A thread that is cancelled on the way to exit(): the program ends anyway, or a moment later.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
int broken(void), ready(void);

static void die(const char *message) {
  fputs(message, stderr);
  usleep(1000000);
  exit(1);
}
static void report(const char *message) {
  fputs(message, stderr);
  die("giving up\n");
}
static void park(const char *message) {
  for (;;) {
    puts(message);
    sleep(1);
  }
}
static void complain(const char *message) {
  fputs(message, stderr);
  usleep(1000000);
}

static void dies_ok(void) {
  pthread_mutex_lock(&mutex);
  if (broken())
    die("broken\n");
  if (!ready())
    report("not ready\n");
  pthread_mutex_unlock(&mutex);
}
static void die_with(int reason) {
  fprintf(stderr, "%d\n", reason);
  exit(reason);
}
static void dies_with_reason_ok(void) { // cancelled in the argument of the call that ends the program
  pthread_mutex_lock(&mutex);
  if (broken())
    die_with(unlink("socket") + usleep(1));
  pthread_mutex_unlock(&mutex);
}
static void complains_bad(void) {
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here and not released if the thread is cancelled in 'complain' [asyncsafe-unprotected-release]
  if (broken())
    complain("broken\n");
  pthread_mutex_unlock(&mutex);
}
static void waits_bad(void) {
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here and not released if the thread is cancelled in 'usleep' [asyncsafe-unprotected-release]
  if (broken()) {
    usleep(5);
    die("broken\n");
  }
  usleep(5);
  pthread_mutex_unlock(&mutex);
}

static void *worker(void *argument) {
  dies_ok();
  dies_with_reason_ok();
  complains_bad();
  waits_bad();
  if (ready())
    park("done");
  return argument;
}
void start(pthread_t *t) { pthread_create(t, NULL, worker, NULL); }
void stop(pthread_t t) { pthread_cancel(t); }
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &mutex);
