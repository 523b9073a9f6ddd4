// wrong: init() installs the jumping handler, the target is set three calls later: Ctrl-C during load() jumps nowhere.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf toplevel;
static long words;

static void interrupted(int sig) {
  signal(sig, interrupted);
  longjmp(toplevel, 1);
}
static void init(void) { signal(SIGINT, interrupted); } // HERE
static void load(const char *path) {
  FILE *f = fopen(path, "r");
  if (!f)
    exit(1);
  while (fscanf(f, "%*s") == 0)
    words++;
  fclose(f);
}
static void repl(void) {
  setjmp(toplevel); // OR
  while (scanf("%*s") == 0)
    words++;
}
int main(int argc, char **argv) {
  init(); // OR
  if (argc > 1)
    load(argv[1]);
  repl();
  return words == 0;
}
