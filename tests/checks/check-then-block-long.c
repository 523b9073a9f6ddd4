// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block -- -std=gnu17 -D_GNU_SOURCE
// A time limit ends the wait, but late: the signal that came before it is seen only then.
#include <poll.h>
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t quit;
static void on_term(int sig) { quit = 1; }
void collect(void);
void install(void) {
  struct sigaction action = {.sa_handler = on_term};
  sigaction(SIGTERM, &action, NULL);
}

void second_ok(struct pollfd *input) {
  while (!quit)
    if (poll(input, 1, 1000) > 0)
      collect();
}
void unknown_limit_ok(struct pollfd *input, unsigned short limit) {
  while (!quit)
    if (poll(input, 1, limit) > 0)
      collect();
}
void ten_minutes_bad(struct pollfd *input) {
  while (!quit)
    if (poll(input, 1, 600 * 1000) > 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'poll' blocks without noticing a signal that arrives after the test of 'quit' [asyncsafe-check-then-block]
      collect();
}
void hour_bad(void) {
  while (!quit) {
    sleep(3600);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks without noticing a signal that arrives after the test of 'quit' [asyncsafe-check-then-block]
    collect();
  }
}
