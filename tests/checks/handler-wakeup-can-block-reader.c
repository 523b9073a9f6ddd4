// RUN: %check_asyncsafe -checks=asyncsafe-handler-wakeup-can-block %s %t -- -std=gnu17
// Pipes of which only one end does not block.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

static int once[2], polled[2], both[2], drained[2];
static void on_child(int sig) {
  int saved = errno;
  write(once[1], "", 1);
  write(polled[1], "", 1);
  write(both[1], "", 1);
  write(drained[1], "", 1);
  errno = saved;
}
int install(void) {
  if (pipe(once) || pipe(polled) || pipe(both) || pipe(drained))
    return -1;
  fcntl(once[1], F_SETFL, O_NONBLOCK);
  fcntl(polled[1], F_SETFL, O_NONBLOCK);
  fcntl(both[0], F_SETFL, O_NONBLOCK);
  fcntl(both[1], F_SETFL, O_NONBLOCK);
  fcntl(drained[1], F_SETFL, O_NONBLOCK);
  signal(SIGCHLD, on_child);
  return 0;
}
void once_ok(void) {
  char bytes[16];
  read(once[0], bytes, sizeof bytes);
}
void polled_ok(void) {
  char bytes[16];
  struct pollfd p = {polled[0], POLLIN, 0};
  do
    poll(&p, 1, -1);
  while (read(polled[0], bytes, sizeof bytes) > 0);
}
void both_ok(void) {
  char bytes[16];
  while (read(both[0], bytes, sizeof bytes) > 0)
    ;
}
void drained_bad(void) {
  char bytes[16];
  while (read(drained[0], bytes, sizeof bytes) > 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read' is repeated until nothing is left, but only the other end of the pipe was made non-blocking [asyncsafe-handler-wakeup-can-block]
    ;
}
