// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// A signal whose flag is cleared by the code that has seen it tells of an event.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>

static volatile sig_atomic_t reload;
static void on_hup(int sig) { reload = 1; }
void load(void);
void serve(struct pollfd *p);
static void install(int sig, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigaction(sig, &action, NULL);
}

int event_bad(struct pollfd *p) {
  install(SIGHUP, on_hup);
  for (;;) {
    if (reload) {
      reload = 0;
      load();
    }
    if (poll(p, 1, 1000) < 0) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'poll' fails with EINTR after the handler of SIGHUP runs, and that is reported as an error [asyncsafe-eintr-unhandled]
      perror("poll");
      return 1;
    }
    serve(p);
  }
}
