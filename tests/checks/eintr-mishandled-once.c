// RUN: %check_asyncsafe -checks=asyncsafe-eintr-mishandled %s %t -- -std=gnu17
// `continue` in a loop that is never repeated.
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int loops_ok(int fd) {
  int c;
  do {
    c = accept(fd, NULL, NULL);
  } while (c < 0 && errno == EINTR);
  return c;
}
int outer_loop_ok(int fd) {
  for (;;) {
    int c = accept(fd, NULL, NULL);
    if (c < 0 && errno == EINTR)
      continue;
    return c;
  }
}
int breaks_ok(int fd, char *to) {
  int interrupted = 0;
  do {
    ssize_t n = read(fd, to, 10);
    if (n < 0 && errno == EINTR) {
      interrupted = 1;
      continue;
    }
    if (n < 0)
      return -1;
  } while (0);
  return interrupted;
}
int other_error_ok(int fd, char *to) {
  do {
    if (read(fd, to, 10) < 0 && errno == EAGAIN)
      continue;
  } while (0);
  return 0;
}
int once_bad(int fd) {
  ssize_t n;
  char to[10];
  do {
    n = read(fd, to, sizeof to);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'read' fails with EINTR, which is tested for, but 'continue' in do ... while (0) does not retry it [asyncsafe-eintr-mishandled]
    if (n < 0 && errno == EINTR)
      continue;
  } while (0);
  if (n < 0)
    perror("read");
  return (int)n;
}
