// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// A socket that the program makes non-blocking: a call on it never waits.
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static void note(int s) { got = 1; }

static int set_nonblock(int fd) {
  int flags = fcntl(fd, F_GETFL);
  flags |= O_NONBLOCK;
  return fcntl(fd, F_SETFL, flags);
}

struct connection {
  int target, other;
};

//===--- Silent -----------------------------------------------------------===//

/// Both callers pass one that does not block.
static void given_ok(int fd) {
  char data[16];
  if (recv(fd, data, sizeof data, 0) < 0)
    exit(1);
}

static int make_ok(void) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd < 0)
    return -1;
  set_nonblock(fd);
  return fd;
}

static void of_a_maker_ok(struct connection *c) {
  int out = make_ok();
  char data[16];
  c->target = out;
  if (recv(c->target, data, sizeof data, 0) < 0)
    exit(1);
}

//===--- Reported ---------------------------------------------------------===//

/// One of its callers passes one that blocks.
static void given_bad(int fd) {
  char data[16];
  if (recv(fd, data, sizeof data, 0) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'recv' fails with EINTR after the handler of SIGUSR1 runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    exit(1);
}

static int make_bad(int listener) {
  if (listener >= 0)
    return accept(listener, NULL, NULL);
  return make_ok();
}

/// The flags are its caller's.
static int socket_with(int flags) { return socket(AF_INET, flags, 0); }
static void of_flags_bad(void) {
  int fd = socket_with(SOCK_STREAM);
  char data[16];
  if (recv(fd, data, sizeof data, 0) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'recv' fails with EINTR after the handler of SIGUSR1 runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    exit(1);
}

static void of_a_maker_bad(struct connection *c, int listener) {
  char data[16];
  c->other = make_bad(listener);
  if (recv(c->other, data, sizeof data, 0) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'recv' fails with EINTR after the handler of SIGUSR1 runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    exit(1);
}

int main(void) {
  struct sigaction sa = {0};
  struct connection c = {0};
  sa.sa_handler = note;
  sigaction(SIGUSR1, &sa, NULL);
  int quick = make_ok(), slow = socket(AF_INET, SOCK_STREAM, 0), own = socket(AF_INET, SOCK_DGRAM, 0);
  int on = 1;
  ioctl(own, FIONBIO, &on);
  given_ok(quick);
  given_ok(own);
  given_bad(quick);
  given_bad(slow);
  of_flags_bad();
  of_a_maker_ok(&c);
  of_a_maker_bad(&c, slow);
  return got;
}
