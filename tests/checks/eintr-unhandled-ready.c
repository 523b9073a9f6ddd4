// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// What poll has called ready does not wait: no signal ends it.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t again;
static void on_usr1(int sig) { again = 1; }

int take_ok(int sock) {
  struct pollfd all[1] = {{.fd = sock, .events = POLLIN}};
  for (;;) {
    switch (poll(all, 1, 100)) {
    case 0:
      return -1;
    case -1:
      if (errno == EINTR)
        continue;
      return -1;
    default:
      break;
    }
    if (all[0].revents & POLLIN) {
      int got = accept(sock, NULL, NULL);
      if (got == -1)
        fprintf(stderr, "cannot accept: %s\n", strerror(errno));
      return got;
    }
  }
}

int take_bad(int sock) {
  int got = accept(sock, NULL, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'accept' fails with EINTR after the handler of SIGUSR1 runs, and that is reported as an error [asyncsafe-eintr-unhandled]
  if (got == -1)
    fprintf(stderr, "cannot accept: %s\n", strerror(errno));
  return got;
}

int main(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_usr1;
  sigaction(SIGUSR1, &action, NULL);
  for (;;) {
    close(take_ok(3));
    close(take_bad(4));
    if (again) {
      again = 0;
      puts("again");
    }
  }
}
