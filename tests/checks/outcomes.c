// RUN: %check_asyncsafe %s %t -- -std=gnu17
// What stands behind the failure of a call that fails for wrong arguments only is never reached.
#include <errno.h>
#include <error.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

long clockOfAConstant_ok(int fd, char *to) {
  for (;;) {
    struct timespec now;
    long size = recv(fd, to, 500, 0);
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
      perror("clock_gettime");
    if (size == -1 && errno == EINTR)
      continue;
    return size;
  }
}
long resultInAVariable_ok(int fd, char *to, struct timeval *when) {
  for (;;) {
    long size = recv(fd, to, 500, 0);
    int failed = gettimeofday(when, NULL);
    if (failed)
      perror("gettimeofday");
    if (size == -1 && errno == EINTR)
      continue;
    return size;
  }
}
long validSignal_ok(int fd, char *to, struct sigaction *action) {
  for (;;) {
    long size = recv(fd, to, 500, 0);
    if (sigaction(SIGUSR1, action, NULL) == -1)
      perror("sigaction");
    if (size == -1 && errno == EINTR)
      continue;
    return size;
  }
}
long clockFromOutside_bad(int fd, char *to, clockid_t clock) {
  for (;;) {
    struct timespec now;
    long size = recv(fd, to, 500, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} [asyncsafe-eintr-mishandled]
    if (clock_gettime(clock, &now) != 0)
      perror("clock_gettime");
    if (size == -1 && errno == EINTR)
      continue;
    return size;
  }
}
long signalFromOutside_bad(int fd, char *to, int signal, struct sigaction *action) {
  for (;;) {
    long size = recv(fd, to, 500, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} [asyncsafe-eintr-mishandled]
    if (sigaction(signal, action, NULL) == -1)
      perror("sigaction");
    if (size == -1 && errno == EINTR)
      continue;
    return size;
  }
}
long resultOfEither_bad(int fd, char *to, struct timeval *when, int failed) {
  for (;;) {
    long size = recv(fd, to, 500, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} [asyncsafe-eintr-mishandled]
    int result = gettimeofday(when, NULL);
    if (failed)
      result = -1;
    if (result)
      perror("gettimeofday");
    if (size == -1 && errno == EINTR)
      continue;
    return size;
  }
}
long statusThatEnds_ok(int fd, char *to, int closing) {
  for (;;) {
    long size = recv(fd, to, 500, 0);
    if (closing)
      error(2, 0, "closed");
    if (size == -1 && errno == EINTR)
      continue;
    return size;
  }
}
long statusThatDoesNot_bad(int fd, char *to, int closing) {
  for (;;) {
    long size = recv(fd, to, 500, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} [asyncsafe-eintr-mishandled]
    if (closing)
      error(0, 0, "closed");
    if (size == -1 && errno == EINTR)
      continue;
    return size;
  }
}
