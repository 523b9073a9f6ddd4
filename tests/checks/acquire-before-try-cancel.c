// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// RUN: %check_asyncsafe %s %t -- -std=c17 -fexceptions %mock
// The handler is pushed after the first cancellation point.
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t m;
static void unlock(void *p) { pthread_mutex_unlock(p); }
static void close_fd(void *p) { close(*(int *)p); }
static void close_file(void *p) { fclose(p); }

void at_once_ok(void) {
  pthread_mutex_lock(&m);
  pthread_cleanup_push(unlock, &m);
  sleep(1);
  pthread_cleanup_pop(1);
}
void comparison_between_ok(int *p) {
  int fd = open("a", O_RDONLY);
  if (fd < 0 || !p)
    return;
  pthread_cleanup_push(close_fd, &fd);
  sleep(1);
  pthread_cleanup_pop(1);
}
void pushed_first_ok(void) {
  pthread_cleanup_push(unlock, &m);
  pthread_mutex_lock(&m);
  sleep(1);
  pthread_cleanup_pop(1);
}
void point_before_the_lock_ok(void) {
  sleep(1);
  pthread_mutex_lock(&m);
  pthread_cleanup_push(unlock, &m);
  sleep(1);
  pthread_cleanup_pop(1);
}
void masked_until_pushed_ok(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  pthread_mutex_lock(&m);
  sleep(1);
  pthread_cleanup_push(unlock, &m);
  pthread_setcancelstate(old, NULL);
  sleep(1);
  pthread_cleanup_pop(1);
}
void failed_open_ok(void) {
  int fd = open("a", O_RDONLY);
  if (fd < 0) {
    sleep(1);
    return;
  }
  pthread_cleanup_push(close_fd, &fd);
  sleep(1);
  pthread_cleanup_pop(1);
}

void gap_bad(void) {
  pthread_mutex_lock(&m);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here, but the thread may be cancelled in 'sleep' before its release is guaranteed [asyncsafe-acquire-before-try]
  // CHECK-NOTES: :[[@LINE+6]]:3: note: the thread may be cancelled in 'sleep'
  // CHECK-NOTES: :{{[0-9]+}}:{{[0-9]+}}: note: the protection that releases it begins only here
  // CHECK-NOTES: :{{[0-9]+}}:{{[0-9]+}}: note: 'worker' runs on the thread that is started here
  // CHECK-NOTES: :{{[0-9]+}}:{{[0-9]+}}: note: 'worker' calls 'gap_bad' here
  // CHECK-NOTES: :{{[0-9]+}}:{{[0-9]+}}: note: 'pthread_cleanup_push' here is why cancellation is expected
  // CHECK-NOTES: :[[@LINE-7]]:3: note: before the first cancellation point, push a cleanup handler that releases it, or disable cancellation until it is released
  sleep(1);
  pthread_cleanup_push(unlock, &m);
  sleep(2);
  pthread_cleanup_pop(1);
}
void gap_of_a_file_bad(char *line) {
  FILE *f = fopen("a", "r");
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: file 'f' is acquired here, but the thread may be cancelled in 'fgets' before its release is guaranteed [asyncsafe-acquire-before-try]
  // CHECK-NOTES: :[[@LINE+8]]:3: note: the thread may be cancelled in 'fgets'
  // CHECK-NOTES: :{{[0-9]+}}:{{[0-9]+}}: note: the protection that releases it begins only here
  // CHECK-NOTES: :{{[0-9]+}}:{{[0-9]+}}: note: 'worker' runs on the thread that is started here
  // CHECK-NOTES: :{{[0-9]+}}:{{[0-9]+}}: note: 'worker' calls 'gap_of_a_file_bad' here
  // CHECK-NOTES: :{{[0-9]+}}:{{[0-9]+}}: note: 'pthread_cleanup_push' here is why cancellation is expected
  // CHECK-NOTES: :[[@LINE-7]]:13: note: before the first cancellation point, push a cleanup handler that releases it, or disable cancellation until it is released
  if (!f)
    return;
  fgets(line, 10, f);
  pthread_cleanup_push(close_file, f);
  sleep(2);
  pthread_cleanup_pop(1);
}

// All of this runs on a thread of its own, which may be cancelled.
void *worker(void *arg) {
  at_once_ok();
  comparison_between_ok(NULL);
  pushed_first_ok();
  point_before_the_lock_ok();
  masked_until_pushed_ok();
  failed_open_ok();
  gap_bad();
  gap_of_a_file_bad(NULL);
  return arg;
}
int start(pthread_t *t) { return pthread_create(t, NULL, worker, NULL); }
