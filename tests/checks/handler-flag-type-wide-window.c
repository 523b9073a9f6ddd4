// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=gnu17 -D_GNU_SOURCE
// A signal that is let in while other work is done.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

static int expired_bad;
// CHECK-FIXES: {{^}}static volatile sig_atomic_t expired_bad;
// CHECK-MESSAGES: :[[@LINE-2]]:12: warning: 'expired_bad' is shared with the handler of SIGALRM, {{.*}} [asyncsafe-handler-flag-type]
static sigset_t timer_set;
static void on_alarm(int sig) { expired_bad = 1; }
void prepare(void) {
  sigemptyset(&timer_set);
  sigaddset(&timer_set, SIGALRM);
  sigprocmask(SIG_BLOCK, &timer_set, NULL);
  signal(SIGALRM, on_alarm);
}
int look(void) { return expired_bad; }
int next_child(int timed) {
  int status, pid;
  if (timed)
    sigprocmask(SIG_UNBLOCK, &timer_set, NULL);
  printf("waiting\n");
  pid = waitpid(-1, &status, 0);
  if (timed) {
    sigprocmask(SIG_BLOCK, &timer_set, NULL);
    if (expired_bad)
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
