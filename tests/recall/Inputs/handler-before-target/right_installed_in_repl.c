// right: the start-up keeps the default action; the jumping handler comes behind the target.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static sigjmp_buf toplevel;
static volatile unsigned long steps;

static void interrupted(int sig) {
  (void)sig;
  siglongjmp(toplevel, 1);
}
static void load(const char *path) {
  FILE *f = fopen(path, "r");
  if (!f)
    exit(1);
  while (fgetc(f) != EOF)
    steps = steps + 1;
  fclose(f);
}
static void repl(void) {
  if (sigsetjmp(toplevel, 1) && steps > 1000)
    exit(0);
  signal(SIGINT, interrupted);
  for (;;)
    steps = steps + 1;
}
int main(int argc, char **argv) {
  if (argc > 1)
    load(argv[1]);
  repl();
}
