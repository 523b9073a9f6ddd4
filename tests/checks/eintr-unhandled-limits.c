// RUN: %check_asyncsafe -checks=asyncsafe-eintr-unhandled %s %t -- -std=gnu17
// A timer that fires once is there to end the call.
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t late;
static void on_alarm(int sig) {
  (void)sig;
  late = 1;
}
void start(void) {
  struct sigaction sa = {.sa_handler = on_alarm};
  sigaction(SIGALRM, &sa, NULL);
}
int limited_ok(pid_t child) {
  int status;
  alarm(5);
  if (waitpid(child, &status, 0) < 0) {
    perror("waitpid");
    return -1;
  }
  alarm(0);
  return status;
}
