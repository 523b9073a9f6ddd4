// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// Signals that ask for an end, or do nothing but make calls return: to give up is what they are for.
#include <poll.h>
#include <signal.h>
#include <stdio.h>

static volatile sig_atomic_t stop;
static void on_term(int sig) { stop = 1; }
static void on_nudge(int sig) {}
void serve(struct pollfd *p);
static void install(int sig, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigaction(sig, &action, NULL);
}

int end_ok(struct pollfd *p) {
  stop = 0;
  install(SIGTERM, on_term);
  while (!stop) {
    if (poll(p, 1, 1000) < 0) {
      perror("poll");
      return 1;
    }
    serve(p);
  }
  return 0;
}
int nudge_ok(struct pollfd *p) {
  install(SIGUSR1, on_nudge);
  if (poll(p, 1, -1) < 0) {
    perror("poll");
    return 1;
  }
  return 0;
}
