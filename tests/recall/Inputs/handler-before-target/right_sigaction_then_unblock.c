// right: the handler stands when the pending signal is let through.
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
  if (sigaction(SIGUSR1, &sa, NULL) != 0)
    return -1;
  return sigprocmask(SIG_UNBLOCK, &usr1, NULL);
}
