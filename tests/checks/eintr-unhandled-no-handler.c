// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -option=Strict=true -- -std=gnu17
// Nothing makes a call fail with EINTR here: no handler returns, or all calls are restarted.
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void leave(int s) { _exit(1); }
static void nothing(int s) {}

void install(void) {
  signal(SIGTERM, leave);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGINT, SIG_DFL);
  signal(SIGUSR1, nothing);
}
int restarted_ok(int l) {
  int fd = accept(l, 0, 0);
  if (fd < 0)
    exit(1);
  return fd;
}
