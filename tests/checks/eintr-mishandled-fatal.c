// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-mishandled -- -std=gnu17 -D_GNU_SOURCE
// Between the wait and the test of errno: callees that end the program where they fail leave
// errno unchanged for the code that continues.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

_Noreturn void fatal(const char *what, const char *why);

static volatile sig_atomic_t child_died;
static void on_child(int number) { child_died = 1; }
void prepare(void) { signal(SIGCHLD, on_child); }

static void *xmalloc(size_t size) {
  void *p = malloc(size);
  if (!p)
    fatal("malloc", strerror(errno));
  return p;
}
static void fill(char **to) { *to = xmalloc(10); }

static int reaped(int child) {
  int status, r;
  while ((r = waitpid(child, &status, WNOHANG)) < 0)
    if (errno != EINTR)
      fatal("waitpid", strerror(errno));
  return r != 0;
}

static void reap(int child, int *done) { *done = reaped(child); }

static int reaped_or_not(int child) {
  int status, r;
  while ((r = waitpid(child, &status, WNOHANG)) < 0)
    if (errno == ENOMEM)
      fatal("waitpid", strerror(errno));
    else if (errno == ECHILD)
      return 0;
  return r != 0;
}

static void reap_if_there(int child, int *done) { *done = reaped_or_not(child); }

static void fill_if_possible(char **to) {
  char *p = malloc(10);
  if (!p)
    return;
  *to = p;
}

int wait_ok(struct pollfd *fds, int child, int *done) {
  int n = poll(fds, 1, -1);
  if (child_died)
    reap(child, done);
  if (n == -1 && errno != EINTR)
    return -1;
  return n;
}

int allocates_ok(struct pollfd *fds, char **to) {
  int n = poll(fds, 1, -1);
  fill(to);
  if (n == -1 && errno != EINTR)
    return -1;
  return n;
}

int wait_bad(struct pollfd *fds, int child, int *done) {
  int n = poll(fds, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'poll' fails, and 'reap_if_there' may change errno before it is tested for EINTR [asyncsafe-eintr-mishandled]
  if (child_died)
    reap_if_there(child, done);
  if (n == -1 && errno != EINTR)
    return -1;
  return n;
}

int allocates_bad(struct pollfd *fds, char **to) {
  int n = poll(fds, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'poll' fails, and 'fill_if_possible' may change errno before it is tested for EINTR [asyncsafe-eintr-mishandled]
  fill_if_possible(to);
  if (n == -1 && errno != EINTR)
    return -1;
  return n;
}
