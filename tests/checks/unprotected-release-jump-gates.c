// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unprotected-release -- -std=c17
// A jump that a flag allows only while one function reads, and calls others for that.
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void die(void);
void parse(char *line, char *to);
static volatile int recover, stays, callback_runs;
static jmp_buf landing, other_landing, third_landing;

static char *allocate(size_t size) {
  char *p = malloc(size);
  if (!p) {
    if (recover)
      longjmp(landing, 1);
    die();
  }
  return p;
}

// Called by the reader alone.
static void one_line_bad(char *line) {
  FILE *f = fopen(line, "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'f' is acquired here and not released if 'allocate' jumps out of this function [asyncsafe-unprotected-release]
  if (!f)
    return;
  parse(line, allocate(10));
  fclose(f);
}
void read_lines(FILE *in) {
  char line[100];
  while (fgets(line, 100, in)) {
    if (setjmp(landing))
      continue;
    recover = 1;
    one_line_bad(line);
    if (!*line)
      die();
  }
  recover = 0;
}
// Before, or after.
void read_options_ok(char *name) {
  FILE *f = fopen(name, "r");
  if (!f)
    return;
  parse(name, allocate(10));
  fclose(f);
}

static char *allocate_on(size_t size) {
  char *p = malloc(size);
  if (!p && stays)
    longjmp(other_landing, 1);
  return p;
}
// It is left set.
void begin(void) {
  if (setjmp(other_landing))
    die();
  stays = 1;
}
void read_on_bad(char *name) {
  FILE *f = fopen(name, "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'f' is acquired here and not released if 'allocate_on' jumps out of this function [asyncsafe-unprotected-release]
  if (!f)
    return;
  parse(name, allocate_on(10));
  fclose(f);
}

static char *allocate_for(size_t size) {
  char *p = malloc(size);
  if (!p && callback_runs)
    longjmp(third_landing, 1);
  return p;
}
// An unknown callback.
void run(void (*callback)(char *), char *name) {
  if (setjmp(third_landing) == 0) {
    callback_runs = 1;
    callback(name);
  }
  callback_runs = 0;
}
void called_bad(char *name) {
  FILE *f = fopen(name, "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'f' is acquired here and not released if 'allocate_for' jumps out of this function [asyncsafe-unprotected-release]
  if (!f)
    return;
  parse(name, allocate_for(10));
  fclose(f);
}
