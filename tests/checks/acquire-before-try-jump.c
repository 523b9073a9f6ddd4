// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// The setjmp whose landing releases comes after a call that jumps.
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf top;
static void check(int n) {
  if (n > 10)
    longjmp(top, 1);
}
static jmp_buf *stack;
#define TRY                                                                                                  \
  do {                                                                                                       \
    jmp_buf *save = stack;                                                                                   \
    jmp_buf local;                                                                                           \
    if (setjmp(local) == 0) {                                                                                \
      stack = &local;
#define CATCH                                                                                                \
  }                                                                                                          \
  else {                                                                                                     \
    stack = save;
#define END_TRY                                                                                              \
  }                                                                                                          \
  stack = save;                                                                                              \
  }                                                                                                          \
  while (0)
static void raise_error(int n) {
  if (n > 10)
    longjmp(*stack, 1);
}

int at_once_ok(int n) {
  char *p = malloc(10);
  if (setjmp(top)) {
    free(p);
    return -1;
  }
  check(n);
  free(p);
  return 0;
}
int null_test_between_ok(int n) {
  char *p = malloc(10);
  if (!p)
    return -1;
  if (setjmp(top)) {
    free(p);
    return -1;
  }
  check(n);
  free(p);
  return 0;
}
void macro_at_once_ok(int n) {
  char *p = malloc(10);
  TRY { raise_error(n); }
  CATCH { free(p); longjmp(*stack, 1); }
  END_TRY;
  free(p);
}
void raises_before_acquire_ok(int n) {
  raise_error(n);
  char *p = malloc(10);
  TRY { raise_error(n); }
  CATCH { free(p); longjmp(*stack, 1); }
  END_TRY;
  free(p);
}

int gap_bad(int n) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here, but 'check' may jump out of this function before its release is guaranteed [asyncsafe-acquire-before-try]
  check(n);
  if (setjmp(top)) {
    free(p);
    return -1;
  }
  check(n + 1);
  free(p);
  return 0;
}
void macro_gap_bad(int n) {
  FILE *f = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'f' is acquired here, but 'raise_error' may jump out of this function before its release is guaranteed [asyncsafe-acquire-before-try]
  if (!f)
    return;
  raise_error(n);
  TRY { raise_error(n); }
  CATCH { fclose(f); longjmp(*stack, 1); }
  END_TRY;
  fclose(f);
}
