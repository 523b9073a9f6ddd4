// right: SIGCHLD is unblocked only where the old mask did not have it.
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t exits;

int exits_so_far(void) {
  sigset_t chld, old;
  sigemptyset(&chld);
  sigaddset(&chld, SIGCHLD);
  pthread_sigmask(SIG_BLOCK, &chld, &old);
  int n = exits;
  exits = 0;
  if (!sigismember(&old, SIGCHLD))
    pthread_sigmask(SIG_UNBLOCK, &chld, NULL);
  return n;
}
