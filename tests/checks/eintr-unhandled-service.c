// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// A service that never ends of its own accord, and a connection that works: both end by a harmless signal.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t children;
static void on_child(int sig) { children = 1; }
void pass_on(int fd);
int is_over(void);
void prepare(void) {
  struct sigaction action = {.sa_handler = on_child};
  sigaction(SIGCHLD, &action, NULL);
}

//===--- Loops ------------------------------------------------------------===//

void deliver_bad(int fd) {
  struct pollfd poller = {fd, POLLIN, 0};
  for (;;) {
    if (poll(&poller, 1, -1) < 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'poll' fails with EINTR after the handler of SIGCHLD runs, and that ends the loop of 'deliver_bad' [asyncsafe-eintr-unhandled]
      break;
    pass_on(fd);
  }
}
int says_so_ok(int fd) {
  struct pollfd poller = {fd, POLLIN, 0};
  for (;;) {
    if (poll(&poller, 1, -1) < 0)
      return -1;
    pass_on(fd);
  }
}
void ends_otherwise_ok(int fd) {
  struct pollfd poller = {fd, POLLIN, 0};
  while (!is_over()) {
    if (poll(&poller, 1, -1) < 0)
      break;
    pass_on(fd);
  }
}
void asks_ok(int fd) {
  struct pollfd poller = {fd, POLLIN, 0};
  for (;;) {
    if (poll(&poller, 1, -1) < 0 && errno != EINTR)
      break;
    pass_on(fd);
  }
}
static void begun_anew_ok(int fd) {
  struct pollfd poller = {fd, POLLIN, 0};
  for (;;) {
    if (poll(&poller, 1, -1) < 0)
      break;
    pass_on(fd);
  }
}
void begins_it(int fd) {
  for (;;)
    begun_anew_ok(fd);
}

//===--- Connections ------------------------------------------------------===//

struct session {
  int fd, open;
};
static void end(struct session *s) { close(s->fd); }

void closes_bad(struct session *session) {
  struct pollfd poller = {session->fd, POLLIN, 0};
  if (poll(&poller, 1, 500) < 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGCHLD runs, and what it waited for is closed [asyncsafe-eintr-unhandled]
    close(session->fd);
    session->open = 0;
    return;
  }
  pass_on(session->fd);
}
void closes_in_a_function_bad(struct session *session) {
  struct pollfd poller = {session->fd, POLLIN, 0};
  if (poll(&poller, 1, 500) < 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGCHLD runs, and what it waited for is closed [asyncsafe-eintr-unhandled]
    end(session);
    return;
  }
  pass_on(session->fd);
}
void asks_first_ok(struct session *session) {
  struct pollfd poller = {session->fd, POLLIN, 0};
  if (poll(&poller, 1, 500) < 0) {
    if (errno == EINTR)
      return;
    close(session->fd);
    return;
  }
  pass_on(session->fd);
}
void closes_in_any_case_ok(struct session *session) {
  struct pollfd poller = {session->fd, POLLIN, 0};
  if (poll(&poller, 1, 500) > 0)
    pass_on(session->fd);
  close(session->fd);
}
void closes_another_ok(struct session *session, int log) {
  struct pollfd poller = {session->fd, POLLIN, 0};
  if (poll(&poller, 1, 500) < 0) {
    close(log);
    return;
  }
  pass_on(session->fd);
}
