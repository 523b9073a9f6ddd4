// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-mishandled -- -std=gnu17
// A limit that the function is given, and a timer that interrupts each wait for it.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/time.h>

static volatile sig_atomic_t ticks;
static void on_tick(int sig) { ticks++; }
void start_ticking(void) {
  struct sigaction action = {.sa_handler = on_tick};
  struct itimerval every = {{0, 100000}, {0, 100000}};
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &every, NULL);
}
int waits_anew_bad(int milliseconds) {
  struct pollfd keyboard = {0, POLLIN, 0};
  int ready;
  do
    ready = poll(&keyboard, 1, milliseconds);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'poll' restarts its full timeout after each signal [asyncsafe-eintr-mishandled]
  while (ready < 0 && errno == EINTR);
  return ready;
}
int waits_once_ok(int milliseconds) {
  struct pollfd keyboard = {0, POLLIN, 0};
  int ready = poll(&keyboard, 1, milliseconds);
  return ready < 0 && errno == EINTR ? 0 : ready;
}
int spends_it_ok(int milliseconds) {
  struct pollfd keyboard = {0, POLLIN, 0};
  int ready;
  do {
    ready = poll(&keyboard, 1, milliseconds);
    milliseconds /= 2;
  } while (ready < 0 && errno == EINTR);
  return ready;
}
