// RUN: %check_asyncsafe -checks=asyncsafe-eintr-retry-ignores-stop %s %t -- -std=gnu17
// Waits that let the signal in: they notice it, unless the code tries again without a look at the flag.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t stop;
static void on_term(int sig) {
  (void)sig;
  stop = 1;
}
void install(sigset_t *during) {
  sigset_t set;
  struct sigaction sa;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigprocmask(SIG_BLOCK, &set, during);
  sigdelset(during, SIGTERM);
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL);
}
void take(int fd);

void loop_tests_ok(int fd, const sigset_t *during) {
  struct pollfd p = {.fd = fd, .events = POLLIN};
  while (!stop)
    if (ppoll(&p, 1, NULL, during) > 0)
      take(fd);
}
static int wait_tests(int fd, const sigset_t *during) {
  struct pollfd p = {.fd = fd, .events = POLLIN};
  int n;
  do
    n = ppoll(&p, 1, NULL, during);
  while (n < 0 && errno == EINTR && !stop);
  return n;
}
void callee_tests_ok(int fd, const sigset_t *during) {
  while (!stop && wait_tests(fd, during) > 0)
    take(fd);
}
static int wait_retries(int fd, const sigset_t *during) {
  struct pollfd p = {.fd = fd, .events = POLLIN};
  int n;
  do
    n = ppoll(&p, 1, NULL, during);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'ppoll' is retried after EINTR without testing 'stop', which the signal handler has just set [asyncsafe-eintr-retry-ignores-stop]
  while (n < 0 && errno == EINTR);
  return n;
}
void callee_retries_bad(int fd, const sigset_t *during) {
  while (!stop && wait_retries(fd, during) > 0)
    take(fd);
}
