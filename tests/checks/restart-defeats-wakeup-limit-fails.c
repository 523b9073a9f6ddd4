// RUN: %check_asyncsafe %s %t -checks=asyncsafe-restart-defeats-wakeup -- -std=gnu17
// A timer as a time limit: under a handler that restarts the call it never ends it; under one that does not, it does.
#include <setjmp.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t expired;
static void on_alarm(int sig) { expired = 1; }

long fails_ok(int fd, char *to) {
  long size;
  expired = 0;
  struct sigaction action = {.sa_handler = on_alarm};
  sigaction(SIGALRM, &action, 0);
  alarm(2);
  size = recv(fd, to, 100, 0);
  alarm(0);
  return expired ? -1 : size;
}
