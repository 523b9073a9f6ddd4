// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// longjmp runs nothing on its way; it lands at the second return of setjmp.
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf top;
static sigjmp_buf sig_top;
static pthread_mutex_t m;
static int state;

static void fail(int code) { longjmp(top, code); }
static void check(int n) {
  if (n > 10)
    fail(n);
}
static void check_deep(int n) { check(n); }
static void sig_fail(void) { siglongjmp(sig_top, 1); }
static int harmless(int n) { return n + 1; }
// Catches its own jump.
static int guarded(int n) {
  jmp_buf own;
  if (setjmp(own))
    return -1;
  if (n > 10)
    longjmp(own, 1);
  return 0;
}

void jump_before_acquire_ok(int n) {
  check(n);
  char *p = malloc(10);
  free(p);
}
void jump_after_release_ok(int n) {
  char *p = malloc(10);
  free(p);
  check(n);
}
void released_before_the_jump_ok(int n) {
  char *p = malloc(10);
  if (n > 10) {
    free(p);
    fail(n);
  }
  free(p);
}
void no_jump_ok(int n) {
  char *p = malloc(10);
  state = harmless(n);
  free(p);
}
int landing_frees_ok(int n) {
  char *volatile p = NULL;
  if (setjmp(top)) {
    free(p);
    return -1;
  }
  p = malloc(10);
  check(n);
  free(p);
  return 0;
}
int landing_after_acquire_ok(int n) {
  char *p = malloc(10);
  if (setjmp(top)) {
    free(p);
    return -1;
  }
  check(n);
  free(p);
  return 0;
}
int landing_unlocks_ok(int n) {
  pthread_mutex_lock(&m);
  if (setjmp(top) == 0)
    check(n);
  pthread_mutex_unlock(&m);
  return 0;
}
int landing_by_switch_ok(int n) {
  FILE *f = fopen("a", "r");
  switch (setjmp(top)) {
  case 0:
    check(n);
    break;
  default:
    break;
  }
  if (f)
    fclose(f);
  return 0;
}
int result_in_variable_ok(int n) {
  FILE *f = fopen("a", "r");
  int rc = setjmp(top);
  if (rc != 0) {
    if (f)
      fclose(f);
    return rc;
  }
  check(n);
  if (f)
    fclose(f);
  return 0;
}
void handed_over_ok(char **out, int n) {
  *out = malloc(10);
  check(n);
}
void callee_catches_ok(int n) {
  char *p = malloc(10);
  state = guarded(n);
  free(p);
}

void jump_over_free_bad(int n) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'check' jumps out of this function [asyncsafe-unprotected-release]
  // CHECK-MESSAGES: :[[@LINE+7]]:3: note: 'check' may jump out of this function
  // CHECK-MESSAGES: :16:5: note: 'check' calls 'fail' here
  // CHECK-MESSAGES: :13:30: note: the jump starts here, in 'fail'
  // CHECK-MESSAGES: :[[@LINE+5]]:3: note: the release here is skipped
  // CHECK-MESSAGES: :[[@LINE-6]]:13: note: release it before the call, or release it where the jump lands
  if (!p)
    return;
  check(n);
  free(p);
}
void two_deep_bad(int n) {
  FILE *f = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'f' is acquired here and not released if 'check_deep' jumps out of this function [asyncsafe-unprotected-release]
  if (!f)
    return;
  check_deep(n);
  fclose(f);
}
void lock_bad(int n) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if 'check' jumps out of this function [asyncsafe-unprotected-release]
  check(n);
  pthread_mutex_unlock(&m);
}
void direct_bad(int n) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'longjmp' jumps out of this function [asyncsafe-unprotected-release]
  if (n > 10)
    longjmp(top, 1);
  free(p);
}
void sigjump_bad(void) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'sig_fail' jumps out of this function [asyncsafe-unprotected-release]
  if (state)
    sig_fail();
  free(p);
}
// A pushed handler does not run on a jump.
static void free_it(void *p) { free(p); }
void pushed_handler_does_not_run_bad(int n) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'check' jumps out of this function [asyncsafe-unprotected-release]
  pthread_cleanup_push(free_it, p);
  check(n);
  pthread_cleanup_pop(1);
}
int landing_forgets_bad(int n) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if 'check' jumps out of this function [asyncsafe-unprotected-release]
  if (setjmp(top))
    return -1;
  check(n);
  free(p);
  return 0;
}
