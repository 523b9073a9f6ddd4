// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-mishandled -- -std=gnu17 -D_GNU_SOURCE
// Whose errno is it that is asked about?
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/select.h>
#include <sys/socket.h>

// About select's, or sigprocmask's: the result of the message is not tested.
int wait_ok(int fd, int verbose, const sigset_t *none) {
  fd_set set;
  sigset_t old;
  FD_ZERO(&set);
  FD_SET(fd, &set);
  if (verbose)
    fprintf(stderr, "waiting\n");
  if (verbose > 1)
    fprintf(stderr, "for %d\n", fd);
  int n = sigprocmask(SIG_SETMASK, none, &old);
  if (n != -1) {
    n = select(fd + 1, &set, NULL, NULL, NULL);
    sigprocmask(SIG_SETMASK, &old, NULL);
  }
  return n == 0 || (n == -1 && errno == EINTR);
}

long receive_bad(int fd, char *to, int verbose) {
  long n = recv(fd, to, 100, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'recv' fails, and 'printf' may change errno before it is tested for EINTR [asyncsafe-eintr-mishandled]
  if (verbose)
    printf("received %ld\n", n);
  if (n < 0 && errno != EINTR)
    perror("recv");
  return n;
}
