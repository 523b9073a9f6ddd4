// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-mishandled -- -std=gnu17
// What the function is given: a socket to connect, a limit to wait for.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/time.h>

int connects_again_bad(int fd, const struct sockaddr *to, socklen_t size) {
  int result;
  do
    result = connect(fd, to, size);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'connect' is retried after EINTR, but the first attempt continues in the background [asyncsafe-eintr-mishandled]
  while (result == -1 && errno == EINTR);
  return result;
}
int knows_its_ways_ok(int fd, const struct sockaddr *to, socklen_t size) {
  int result;
  do
    result = connect(fd, to, size);
  while (result == -1 && errno == EINTR);
  return result == -1 && errno == EISCONN ? 0 : result;
}
int gives_up_ok(int fd, const struct sockaddr *to, socklen_t size) {
  if (connect(fd, to, size) == -1)
    return errno == EINTR ? 1 : -1;
  return 0;
}

static volatile sig_atomic_t ticks;
static void on_tick(int sig) { ticks++; }
void start_ticking(void) {
  struct sigaction action = {.sa_handler = on_tick};
  struct itimerval every = {{0, 100000}, {0, 100000}};
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &every, NULL);
}
int waits_anew_bad(int milliseconds) {
  struct pollfd keyboard = {0, POLLIN, 0};
  int ready;
  do
    ready = poll(&keyboard, 1, milliseconds);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'poll' restarts its full timeout after each signal [asyncsafe-eintr-mishandled]
  while (ready < 0 && errno == EINTR);
  return ready;
}
int waits_once_ok(int milliseconds) {
  struct pollfd keyboard = {0, POLLIN, 0};
  int ready = poll(&keyboard, 1, milliseconds);
  return ready < 0 && errno == EINTR ? 0 : ready;
}
int spends_it_ok(int milliseconds) {
  struct pollfd keyboard = {0, POLLIN, 0};
  int ready;
  do {
    ready = poll(&keyboard, 1, milliseconds);
    milliseconds /= 2;
  } while (ready < 0 && errno == EINTR);
  return ready;
}
