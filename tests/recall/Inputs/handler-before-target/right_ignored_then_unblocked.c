// right: the pending signal meets SIG_IGN first, on purpose: what came before the start is to be dropped.
#define _GNU_SOURCE
#include <signal.h>

static volatile sig_atomic_t hits;
static void on_usr1(int sig) {
  (void)sig;
  hits++;
}
int start_counting(void) {
  sigset_t set;
  struct sigaction sa = {.sa_handler = on_usr1, .sa_flags = SA_RESTART};
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  signal(SIGUSR1, SIG_IGN);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  return sigaction(SIGUSR1, &sa, NULL);
}
