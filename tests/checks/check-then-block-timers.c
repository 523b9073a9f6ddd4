// RUN: %check_asyncsafe %s %t -- -std=gnu17
// A timer that fires once races like any other signal; one that repeats ends the wait the next time.
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t expired;
static void on_alarm(int sig) { expired = 1; }

static void handle(void) {
  struct sigaction action = {.sa_handler = on_alarm};
  sigaction(SIGALRM, &action, NULL);
}
long once_bad(int fd, char *to) {
  struct itimerval once = {{0, 0}, {2, 0}};
  long size = 0;
  handle();
  setitimer(ITIMER_REAL, &once, NULL);
  while (!expired && size <= 0)
    size = recv(fd, to, 100, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} [asyncsafe-check-then-block]
  return size;
}
long again_and_again_ok(int fd, char *to) {
  struct itimerval again = {{1, 0}, {2, 0}};
  long size = 0;
  handle();
  setitimer(ITIMER_REAL, &again, NULL);
  while (!expired && size <= 0)
    size = recv(fd, to, 100, 0);
  return size;
}
