// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=gnu17
// Tested and set in the handler alone, and only reset outside: the reset may be moved, or left out.
#include <signal.h>
#include <unistd.h>

int pending;
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pending' is shared with the handler of SIGALRM, but its type 'int' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
static volatile sig_atomic_t fit, ticks;
static int set_before, never_reset, ending;
void expire(void);

static void on_tick_ok(int sig) {
  if (pending || fit || set_before || never_reset)
    return;
  pending = 1;
  fit = 1;
  never_reset = 1;
  ticks = 1;
}
static void on_term_ok(int sig) {
  if (ending)
    return;
  ending = 1;
  _exit(1);
}
void start(void) {
  set_before = 0;
  signal(SIGTERM, on_term_ok);
  signal(SIGALRM, on_tick_ok);
}
void turn(void) {
  if (ticks) {
    ticks = 0;
    expire();
    pending = 0;
    ending = 0;
    fit = 0;
  }
}
