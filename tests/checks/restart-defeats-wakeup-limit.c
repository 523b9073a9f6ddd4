// RUN: %check_asyncsafe %s %t -checks=asyncsafe-restart-defeats-wakeup -- -std=gnu17
// A timer as a time limit: under a handler that restarts the call it never ends it.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t expired;
static void on_alarm(int sig) { expired = 1; }

long restarts_bad(int fd, char *to) {
  long size;
  expired = 0;
  signal(SIGALRM, on_alarm);
  alarm(2);
  size = recv(fd, to, 100, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'recv' continues to wait after the handler of SIGALRM sets 'expired': the call is restarted [asyncsafe-restart-defeats-wakeup]
  alarm(0);
  return expired ? -1 : size;
}
long stopped_before_ok(int fd, char *to) {
  long size;
  expired = 0;
  alarm(2);
  pause();
  alarm(0);
  size = recv(fd, to, 100, 0);
  return expired ? -1 : size;
}
long no_timer_here_ok(int fd, char *to) {
  long size = recv(fd, to, 100, 0);
  return expired ? -1 : size;
}
// The time is over before the line is written, and the next call begins anew.
int step(void);
void printed_afterwards_ok(void) {
  expired = 0;
  signal(SIGALRM, on_alarm);
  alarm(10);
  do
    step();
  while (!expired);
  printf("%d\n", 1);
}
void stored_in_between_ok(int fd, char *to) {
  alarm(2);
  recv(fd, to, 100, 0);
  expired = 0;
  while (!expired)
    step();
}
// A line of a log on the way is not what the time is for.
static void note(const char *what) { fprintf(stderr, "%s\n", what); }
static void notes(const char *what) { note(what); }
void logs_ok(void) {
  expired = 0;
  alarm(10);
  do {
    if (!step())
      notes("no step");
  } while (!expired);
}
long asked_in_a_loop_bad(int fd, char *to) {
  long size = 0;
  expired = 0;
  alarm(2);
  do
    size += recv(fd, to, 100, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'recv' continues to wait after the handler of SIGALRM sets 'expired': the call is restarted [asyncsafe-restart-defeats-wakeup]
  while (!expired);
  return size;
}
