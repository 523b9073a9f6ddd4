// RUN: %check_asyncsafe -checks=asyncsafe-unmask-before-protect,asyncsafe-acquire-before-try %s %t -- -std=gnu17
// Masks that end before the guard begins.
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

void serve(int fd);
static void close_it(void *fd) { close(*(int *)fd); }
static pthread_mutex_t mutex;
static void unlock_it(void *m) { pthread_mutex_unlock(m); }

static void guard_first_ok(const char *name) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  int fd = open(name, O_RDONLY);
  pthread_cleanup_push(close_it, &fd);
  pthread_setcancelstate(old, NULL);
  sleep(1);
  pthread_cleanup_pop(1);
}

static void no_point_between_ok(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  pthread_mutex_lock(&mutex);
  pthread_setcancelstate(old, NULL);
  pthread_cleanup_push(unlock_it, &mutex);
  sleep(1);
  pthread_cleanup_pop(1);
}

static void masked_throughout_ok(const char *name) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  int fd = open(name, O_RDONLY);
  serve(fd);
  sleep(1);
  close(fd);
  pthread_setcancelstate(old, NULL);
}

static void released_masked_ok(const char *name) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  int fd = open(name, O_RDONLY);
  close(fd);
  pthread_setcancelstate(old, NULL);
  sleep(1);
}

static void late_bad(const char *name) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: file descriptor 'fd' is acquired here under a mask that ends before its release is guaranteed [asyncsafe-unmask-before-protect]
  pthread_setcancelstate(old, NULL);
  sleep(1);
  pthread_cleanup_push(close_it, &fd);
  serve(fd);
  pthread_cleanup_pop(1);
}

static void lock_bad(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here under a mask that ends before its release is guaranteed [asyncsafe-unmask-before-protect]
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  pthread_testcancel();
  pthread_cleanup_push(unlock_it, &mutex);
  sleep(1);
  pthread_cleanup_pop(1);
}

static void not_masked_bad(void) {
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here, but the thread may be cancelled in 'sleep' before its release is guaranteed [asyncsafe-acquire-before-try]
  sleep(1);
  pthread_cleanup_push(unlock_it, &mutex);
  sleep(2);
  pthread_cleanup_pop(1);
}

static void *worker(void *argument) {
  guard_first_ok(argument);
  no_point_between_ok();
  masked_throughout_ok(argument);
  released_masked_ok(argument);
  late_bad(argument);
  lock_bad();
  not_masked_bad();
  return argument;
}
void start(pthread_t *t, char *name) { pthread_create(t, NULL, worker, name); }
void stop(pthread_t t) { pthread_cancel(t); }
