// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// The failure is reported only while the flag that the handler stores has its old value.
#include <signal.h>
#include <stdio.h>
#include <sys/select.h>

static volatile sig_atomic_t running;
static void on_int(int s) { running = 0; }
int forward(fd_set *from);

int tunnel_ok(int n, fd_set *from) {
  while (running) {
    int i = select(n, from, NULL, NULL, NULL);
    if (i < 0) {
      if (running)
        perror("select");
      return 1;
    }
    if (!forward(from))
      running = 0;
  }
  return 0;
}

int tunnel_bad(int n, fd_set *from) {
  while (running) {
    int i = select(n, from, NULL, NULL, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'select' fails with EINTR after the handler of SIGINT runs, and that is reported as an error [asyncsafe-eintr-unhandled]
    if (i < 0) {
      perror("select");
      return 1;
    }
    if (!forward(from))
      running = 0;
  }
  return 0;
}

int tunnel_main(int n, fd_set *from) {
  running = 1;
  signal(SIGINT, on_int);
  return n ? tunnel_ok(n, from) : tunnel_bad(n, from);
}
