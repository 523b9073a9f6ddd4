// wrong: the jumping handler is in place and blocked; it is unblocked before the target is set.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <unistd.h>

static sigjmp_buf top;
static void on_quit(int sig) {
  (void)sig;
  siglongjmp(top, 1);
}
static void quits(int how) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGQUIT);
  sigprocmask(how, &set, NULL);
}
int evaluate(int (*run)(void)) {
  int rc;
  quits(SIG_BLOCK);
  signal(SIGQUIT, on_quit);
  quits(SIG_UNBLOCK); // HERE
  if (sigsetjmp(top, 1) != 0) { // OR
    signal(SIGQUIT, SIG_DFL);
    return -1;
  }
  rc = run();
  signal(SIGQUIT, SIG_DFL);
  return rc;
}
