// right: the empty set is only for the time of sigsuspend(), which puts the mask back itself; the end restores the saved.
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t go;
static void on_usr1(int sig) {
  (void)sig;
  go = 1;
}
void wait_for_go(void) {
  sigset_t set, none, before;
  struct sigaction sa = {.sa_handler = on_usr1}, old;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, &before);
  sigaction(SIGUSR1, &sa, &old);
  sigemptyset(&none);
  while (!go)
    sigsuspend(&none);
  sigaction(SIGUSR1, &old, NULL);
  sigprocmask(SIG_SETMASK, &before, NULL);
}
