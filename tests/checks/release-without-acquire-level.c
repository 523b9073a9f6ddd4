// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- -std=gnu17
// A message of the highest level ends the program, also where it is raised to that level on the way.
#include <stdio.h>
#include <stdlib.h>

enum { INFO = 1, ERROR = 2, FATAL = 4 };
static unsigned shown = FATAL | ERROR;

static void say(int level, const char *text) {
  char line[80];
  if ((level & shown) == 0 && level != FATAL)
    return;
  if (snprintf(line, sizeof line, "%d %s\n", level, text) < 0)
    level = FATAL;
  fputs(line, stderr);
  if (level == FATAL)
    exit(1);
}

static void say_lowered(int level, const char *text) {
  if (text == NULL)
    level = INFO;
  fputs(text, stderr);
  if (level == FATAL)
    exit(1);
}

static int fatal_ok(const char *name) {
  FILE *f = fopen(name, "r");
  if (f == NULL)
    say(FATAL, "cannot open");
  int c = getc(f);
  fclose(f);
  return c;
}

static int told(const char *name) {
  FILE *f = fopen(name, "r");
  if (f == NULL)
    say(ERROR, "cannot open");
  fclose(f);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: file 'f' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  return 0;
}

static int lowered(const char *name) {
  FILE *f = fopen(name, "r");
  if (f == NULL)
    say_lowered(FATAL, name);
  fclose(f);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: file 'f' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  return 0;
}

void *all[] = {fatal_ok, told, lowered};
