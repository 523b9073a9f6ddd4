// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// The clean-up style of C: one exit that releases what was taken so far.
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t m;
static void free_it(void *p) { free(p); }

int releases_in_order_ok(char *line) {
  int rc = -1;
  char *p = NULL;
  p = malloc(10);
  if (!p)
    goto out;
  p[0] = *line;
  rc = 0;
out:
  free(p);
  return rc;
}
int pushed_first_ok(char *line) {
  int rc = -1;
  char *p = malloc(10);
  pthread_cleanup_push(free_it, p);
  if (!p)
    goto out;
  if (!fgets(line, 10, stdin))
    goto out;
  rc = 0;
out:;
  pthread_cleanup_pop(1);
  return rc;
}
int point_with_nothing_held_ok(char *line) {
  char *p;
  if (!fgets(line, 10, stdin))
    goto out;
  p = malloc(10);
  free(p);
out:
  return 0;
}
int labels_by_stage_ok(void) {
  char *a = malloc(1);
  if (!a)
    goto fail;
  char *b = malloc(1);
  if (!b)
    goto fail_a;
  free(b);
  free(a);
  sleep(1);
  return 0;
fail_a:
  free(a);
fail:
  sleep(1);
  return -1;
}

int one_exit_bad(char *line) {
  int rc = -1;
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if the thread is cancelled in 'fgets' [asyncsafe-unprotected-release]
  if (!p)
    goto out;
  if (!fgets(line, 10, stdin))
    goto out;
  rc = 0;
out:
  free(p);
  return rc;
}
int two_resources_bad(char *line) {
  int rc = -1;
  FILE *f = NULL;
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if the thread is cancelled in 'fopen' [asyncsafe-unprotected-release]
  if (!p)
    goto out;
  f = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: file 'f' is acquired here and not released if the thread is cancelled in 'fgets' [asyncsafe-unprotected-release]
  if (!f)
    goto out;
  fgets(line, 10, f);
  rc = 0;
out:
  if (f)
    fclose(f);
  free(p);
  return rc;
}
int lock_and_goto_bad(void) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  if (sleep(1))
    goto unlock;
  ++*(int *)&m;
unlock:
  pthread_mutex_unlock(&m);
  return 0;
}
int loop_of_handles_bad(char *line, int n) {
  for (int i = 0; i < n; ++i) {
    int fd = open(line, O_RDONLY);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: file descriptor 'fd' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
    if (fd < 0)
      continue;
    if (read(fd, line, 1) < 0) {
      close(fd);
      break;
    }
    close(fd);
  }
  return 0;
}

void *worker(void *arg) {
  releases_in_order_ok(arg);
  pushed_first_ok(arg);
  point_with_nothing_held_ok(arg);
  labels_by_stage_ok();
  one_exit_bad(arg);
  two_resources_bad(arg);
  lock_and_goto_bad();
  loop_of_handles_bad(arg, 3);
  return arg;
}
int start(pthread_t *t) { return pthread_create(t, NULL, worker, NULL); }
int stop(pthread_t t) { return pthread_cancel(t); }
