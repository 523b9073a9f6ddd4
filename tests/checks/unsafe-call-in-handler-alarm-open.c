// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -- -std=gnu17 -D_GNU_SOURCE
// The timer goes on running where it must not.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void expired_bad(int sig) {
  puts("timeout");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'puts' must not be called in the handler of SIGALRM because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
  _exit(1);
}
ssize_t receive(int fd, char *to) {
  signal(SIGALRM, expired_bad);
  alarm(5);
  ssize_t n = recv(fd, to, 100, 0);
  if (n < 0)
    return n; // and it runs on
  alarm(0);
  return n;
}
