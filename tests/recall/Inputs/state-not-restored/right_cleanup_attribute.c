// right: the attribute restores the mask on every way out of the block.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static void restore_mask(sigset_t *before) { pthread_sigmask(SIG_SETMASK, before, NULL); }

int rotate(const char *from, const char *to) {
  __attribute__((cleanup(restore_mask))) sigset_t before;
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  if (strcmp(from, to) == 0)
    return 0;
  if (rename(from, to) != 0)
    return -1;
  return 1;
}
