// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// The handler is installed only after the call.
#include <poll.h>
#include <signal.h>
#include <stdlib.h>

static volatile sig_atomic_t got;
static void note(int s) { got = 1; }
static void install(void) { signal(SIGUSR1, note); }

int main(int argc, char **argv) {
  struct pollfd p = {0, POLLIN, 0};
  if (poll(&p, 1, -1) < 0)
    exit(1);
  install();
  if (poll(&p, 1, -1) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGUSR1 runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    exit(1);
  return got;
}
