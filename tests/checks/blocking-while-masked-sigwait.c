// RUN: %check_asyncsafe -checks=asyncsafe-blocking-while-masked %s %t -- -std=gnu17 -D_GNU_SOURCE
// Who takes signals with sigwait(), or lets the wait unblock them, blocks them for that.
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>

static void waits_for_signals_ok(void) {
  sigset_t set, old;
  int number;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, &old);
  accept(3, NULL, NULL);
  sigwait(&set, &number);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static void atomic_ok(struct pollfd *fd) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, &old);
  ppoll(fd, 1, NULL, &old);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
}

void all(struct pollfd *fd) {
  waits_for_signals_ok();
  atomic_ok(fd);
}
