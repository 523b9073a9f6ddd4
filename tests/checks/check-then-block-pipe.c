// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block -- -std=gnu17 -D_GNU_SOURCE
// SIGPIPE comes out of the program's own write: never between a test and a wait.
#include <poll.h>
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t broken, stop_bad;
static void on_pipe(int sig) { broken = 1; }
static void on_term(int sig) { stop_bad = 1; }

static void handle_with(int signal, void (*handler)(int)) {
  struct sigaction sa = {0};
  sa.sa_handler = handler;
  sigaction(signal, &sa, NULL);
}
void copy_ok(int from, int to) {
  char c;
  handle_with(SIGPIPE, on_pipe);
  while (!broken) {
    struct pollfd p = {from, POLLIN, 0};
    if (poll(&p, 1, -1) > 0 && read(from, &c, 1) == 1)
      write(to, &c, 1);
  }
}
void copy_bad(int from, int to) {
  char c;
  handle_with(SIGTERM, on_term);
  while (!stop_bad) {
    struct pollfd p = {from, POLLIN, 0};
    if (poll(&p, 1, -1) > 0 && read(from, &c, 1) == 1)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'poll' blocks without noticing a signal that arrives after the test of 'stop_bad' [asyncsafe-check-then-block]
      write(to, &c, 1);
  }
}
