// wrong: a caller that had SIGALRM blocked gets it back unblocked: its own critical section is open from here on.
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <time.h>

static volatile sig_atomic_t ticks;

long take_ticks(struct timespec *at) {
  sigset_t alarm_set, saved;
  sigemptyset(&alarm_set);
  sigaddset(&alarm_set, SIGALRM);
  sigprocmask(SIG_BLOCK, &alarm_set, &saved); // OR
  long n = ticks;
  ticks = 0;
  clock_gettime(CLOCK_MONOTONIC, at);
  sigprocmask(SIG_UNBLOCK, &alarm_set, NULL); // HERE
  return n;
}
