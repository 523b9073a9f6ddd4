// wrong: a SIGUSR1 that is pending since the fork kills the worker by default, one line before its handler stands.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t reopen;
static void on_usr1(int sig) {
  (void)sig;
  reopen = 1;
}
int worker_setup(void) {
  sigset_t usr1;
  struct sigaction sa = {.sa_handler = on_usr1, .sa_flags = SA_RESTART};
  sigemptyset(&sa.sa_mask);
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_UNBLOCK, &usr1, NULL); // HERE
  return sigaction(SIGUSR1, &sa, NULL); // OR
}
