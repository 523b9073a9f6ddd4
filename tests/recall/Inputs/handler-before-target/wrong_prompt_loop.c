// wrong: Ctrl-C while the start-up file is read jumps to 'prompt', which is set only in the loop below.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>

static sigjmp_buf prompt;
static void on_int(int sig) {
  (void)sig;
  siglongjmp(prompt, 1);
}
static long sum(FILE *in) {
  long n = 0;
  for (int c; (c = getc(in)) != EOF && c != '\n';)
    n += c;
  return n;
}
int main(int argc, char **argv) {
  signal(SIGINT, on_int); // HERE
  if (argc > 1) {
    FILE *rc = fopen(argv[1], "r");
    if (rc) {
      printf("%ld\n", sum(rc));
      fclose(rc);
    }
  }
  for (;;) {
    sigsetjmp(prompt, 1); // OR
    if (feof(stdin))
      return 0;
    printf("%ld\n> ", sum(stdin));
  }
}
