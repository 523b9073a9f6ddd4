// wrong: the program's own SIGINT handler is gone after the first prompt: the next Ctrl-C kills without its clean-up.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>

int ask_yes(const char *question) {
  char answer[8];
  void (*old)(int) = signal(SIGINT, SIG_IGN); // OR
  fprintf(stdout, "%s [y/n] ", question);
  fflush(stdout);
  int yes = fgets(answer, sizeof answer, stdin) && answer[0] == 'y';
  if (old != SIG_ERR)
    signal(SIGINT, SIG_DFL); // HERE
  return yes;
}
