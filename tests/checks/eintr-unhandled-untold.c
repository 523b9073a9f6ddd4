// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// A callee whose result does not tell that its wait failed: nor does the result of its caller tell it.
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t again;
static void on_usr1(int s) {
  (void)s;
  again = 1;
}

static void pause_after_report(void) {
  struct pollfd key = {0, POLLIN, 0};
  poll(&key, 1, -1);
}

static int connect_unix(int tell, const struct sockaddr *to) {
  int fd = socket(1, 1, 0);
  if (bind(fd, to, 16) == -1) {
    if (tell)
      pause_after_report();
    close(fd);
    return -1;
  }
  return fd;
}

// Handed on as it is.
static int connect_to(int tell, const struct sockaddr *to) { return connect_unix(tell, to); }

static void start(const struct sockaddr *to) {
  if (connect_to(1, to) == -1)
    exit(1);
}

// Look-alike: here the result tells it, through both.
static int wait_for(int fd) { return accept(fd, 0, 0); }
static int wait_once(int fd) { return wait_for(fd); }
static void serve(int fd) {
  if (wait_once(fd) == -1)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait_once' fails with EINTR after the handler of SIGUSR1 runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    exit(1);
}

int main(int argc, char **argv) {
  struct sigaction act = {0};
  act.sa_handler = on_usr1;
  sigaction(SIGUSR1, &act, 0);
  start((const struct sockaddr *)argv[1]);
  serve(argc);
  return again;
}
