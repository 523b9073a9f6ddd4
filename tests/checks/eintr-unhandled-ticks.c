// RUN: %check_asyncsafe -checks=asyncsafe-eintr-unhandled %s %t -- -std=gnu17
// A timer that fires again and again is a tick: its signal ends calls that nobody wanted to limit.
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t seconds;
static void on_tick(int sig) {
  (void)sig;
  seconds = seconds + 1;
}
void start(void) {
  struct itimerval every = {{1, 0}, {1, 0}};
  struct sigaction sa = {.sa_handler = on_tick};
  sigaction(SIGALRM, &sa, NULL);
  setitimer(ITIMER_REAL, &every, NULL);
}
int retried_ok(pid_t child) {
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return -1;
  return status;
}
int told_ok(pid_t child) {
  int status;
  if (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR)
      perror("waitpid");
    return -1;
  }
  return status;
}
int child_bad(pid_t child) {
  int status;
  if (waitpid(child, &status, 0) < 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitpid' fails with EINTR after the handler of SIGALRM runs, and that is reported as an error [asyncsafe-eintr-unhandled]
    perror("waitpid");
    return -1;
  }
  return status;
}
