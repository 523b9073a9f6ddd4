// right: the early return is taken when the mask could not be changed; there is nothing to restore.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>

static volatile sig_atomic_t winches;

int take_winches(void) {
  sigset_t set, before;
  int n;
  sigemptyset(&set);
  sigaddset(&set, SIGWINCH);
  if (pthread_sigmask(SIG_BLOCK, &set, &before) != 0)
    return -1;
  n = winches;
  winches = 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return n;
}
