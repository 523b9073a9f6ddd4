// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=gnu17 -D_GNU_SOURCE
// A signal that is let in for a wait alone, and blocked again behind it, interrupts nothing else.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

static int expired_ok;
static sigset_t timer_set;
static void on_alarm(int sig) { expired_ok = 1; }
void prepare(void) {
  sigemptyset(&timer_set);
  sigaddset(&timer_set, SIGALRM);
  sigprocmask(SIG_BLOCK, &timer_set, NULL);
  signal(SIGALRM, on_alarm);
}
int look(void) { return expired_ok; }
int next_child(int timed) {
  int status, pid;
  if (timed)
    sigprocmask(SIG_UNBLOCK, &timer_set, NULL);
  pid = waitpid(-1, &status, 0);
  if (timed) {
    sigprocmask(SIG_BLOCK, &timer_set, NULL);
    if (expired_ok)
      return 0;
  }
  return pid;
}
_Noreturn void end(int sig) {
  sigset_t own;
  sigemptyset(&own);
  sigaddset(&own, sig);
  sigprocmask(SIG_UNBLOCK, &own, NULL);
  raise(sig);
  exit(1);
}
