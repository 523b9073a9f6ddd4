// RUN: %asyncsafe check %s -- -std=gnu17 2>&1 | FileCheck-22 %s --check-prefix=NEITHER
// NEITHER: 0 findings
// RUN: %check_asyncsafe -check-suffixes=TERM -checks=asyncsafe-check-then-block,asyncsafe-eintr-unhandled %s %t.term -- -std=gnu17 -DALSO_TERM
// SIGKILL and SIGSTOP cannot be handled: a program that tries to need not expect interrupted waits.
#include <signal.h>
#include <stdio.h>
#include <sys/select.h>

static volatile sig_atomic_t done;
static void stop(int s) { done = s; }

#ifdef ALSO_TERM
#define MORE signal(SIGTERM, stop)
#else
#define MORE (void)0
#endif

static int read_ready(int fd) {
  fd_set in;
  FD_ZERO(&in);
  FD_SET(fd, &in);
  if (select(fd + 1, &in, NULL, NULL, NULL) < 0) {
    perror("select");
    return -1;
  }
  return 1;
}

int main(void) {
  signal(SIGKILL, stop);
  signal(SIGSTOP, stop);
  MORE;
  while (!done)
    if (read_ready(0) < 0)
      // CHECK-MESSAGES-TERM: :[[@LINE-1]]:9: warning: 'read_ready' blocks without noticing a signal that arrives after the test of 'done'
      return 1;
  return 0;
}
