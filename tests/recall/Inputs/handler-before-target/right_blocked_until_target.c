// right: the handler is installed early but blocked; the signal is opened behind sigsetjmp() and closed before the frame ends.
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
int evaluate_all(int (*run[])(void), int n) {
  volatile int good = 0, i = 0;
  quits(SIG_BLOCK);
  signal(SIGQUIT, on_quit);
  for (; i < n; i = i + 1) {
    if (sigsetjmp(top, 1) != 0)
      continue;
    quits(SIG_UNBLOCK);
    if (run[i]() == 0)
      good = good + 1;
    quits(SIG_BLOCK);
  }
  signal(SIGQUIT, SIG_DFL);
  quits(SIG_UNBLOCK);
  return good;
}
