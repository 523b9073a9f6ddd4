// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// A signal that the call waits for is what it returns: its handler does not run.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

static volatile sig_atomic_t got;
static void on_child(int s) { got = s; }
static void on_winch(int s) { got = s; }

void install(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_child;
  sigaction(SIGCHLD, &sa, NULL);
}

//===--- Silent -----------------------------------------------------------===//

int accepts_ok(int timeout, int *status) {
  sigset_t set, old;
  sigemptyset(&set);
  if (timeout > 0) {
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, &old);
  }
  struct timespec limit = {timeout, 0};
  siginfo_t info;
  if (sigtimedwait(&set, &info, &limit) < 0 && errno != EAGAIN) {
    perror("sigtimedwait");
    return -1;
  }
  *status = info.si_status;
  return 0;
}

//===--- Reported ---------------------------------------------------------===//

/// Another signal's handler ends the wait.
int accepts_another(int timeout, int *status) {
  sigset_t set, old;
  sigemptyset(&set);
  if (timeout > 0) {
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, &old);
  }
  struct timespec limit = {timeout, 0};
  siginfo_t info;
  // CHECK-MESSAGES: :[[@LINE+1]]:7: warning: 'sigtimedwait' fails with EINTR after the handler of SIGCHLD runs
  if (sigtimedwait(&set, &info, &limit) < 0 && errno != EAGAIN) {
    perror("sigtimedwait");
    return -1;
  }
  *status = info.si_status;
  return 0;
}
