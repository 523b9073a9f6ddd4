// RUN: %check_asyncsafe %s %t -check-suffixes=PLAIN -- -std=gnu17 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=UNWIND -- -std=gnu17 -fexceptions %mock
// __attribute__((cleanup)) runs on a cancellation only if the code has unwind tables.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void free_it(char **p) { free(*p); }
static void nothing(char **p) { (void)p; }
#define AUTO_FREE __attribute__((cleanup(free_it)))

void no_point_ok(void) {
  AUTO_FREE char *p = malloc(10);
  if (p)
    *p = 1;
}
void stolen_ok(char **out) {
  AUTO_FREE char *p = malloc(10);
  *out = p;
  p = NULL;
}
void attribute_depends(char *line) {
  AUTO_FREE char *p = malloc(10);
  // CHECK-MESSAGES-PLAIN: :[[@LINE-1]]:23: warning: memory 'p' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(0, line, 10);
}
void does_something_else_bad(char *line) {
  __attribute__((cleanup(nothing))) char *p = malloc(10);
  // CHECK-MESSAGES-PLAIN: :[[@LINE-1]]:47: warning: memory 'p' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  // CHECK-MESSAGES-UNWIND: :[[@LINE-2]]:47: warning: memory 'p' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(0, line, 10);
  free(p);
}
void *worker(void *arg) {
  char *p;
  no_point_ok();
  stolen_ok(&p);
  attribute_depends(arg);
  does_something_else_bad(arg);
  return arg;
}
int start(pthread_t *t) { return pthread_create(t, NULL, worker, NULL); }
int stop(pthread_t t) { return pthread_cancel(t); }
