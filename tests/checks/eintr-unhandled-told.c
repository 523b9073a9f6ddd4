// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// EINTR is told the user as an error, and the function gives up.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t resized, reload, stop;
static void on_winch(int sig) { resized = 1; }
static void on_hup(int sig) { reload = 1; }
static void on_term(int sig) { stop = 1; }
static void on_nudge(int sig) {}
void prepare(void) {
  struct sigaction action = {.sa_handler = on_winch};
  sigaction(SIGWINCH, &action, NULL);
}
void report(const char *what, const char *why);

//===--- Told -------------------------------------------------------------===//

int waits_for_child_bad(pid_t child) {
  int status;
  if (waitpid(child, &status, 0) < 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitpid' fails with EINTR after the handler of SIGWINCH runs, and that is reported as an error [asyncsafe-eintr-unhandled]
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: reported here
    perror("waitpid");
    return -1;
  }
  return status;
}
int says_why_bad(struct pollfd *p) {
  if (poll(p, 1, -1) < 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGWINCH runs, and that is reported as an error [asyncsafe-eintr-unhandled]
    report("poll", strerror(errno));
    return -1;
  }
  return p->revents;
}
int asks_for_another_bad(struct pollfd *p) {
  if (poll(p, 1, -1) < 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGWINCH runs, and that is reported as an error [asyncsafe-eintr-unhandled]
    if (errno != ENOMEM)
      perror("poll");
    return -1;
  }
  return p->revents;
}

//===--- Not told ---------------------------------------------------------===//

int asks_first_ok(struct pollfd *p) {
  if (poll(p, 1, -1) < 0) {
    if (errno != EINTR)
      perror("poll");
    return -1;
  }
  return p->revents;
}
int asks_and_returns_ok(pid_t child) {
  int status;
  if (waitpid(child, &status, 0) < 0) {
    if (errno == EINTR)
      return 0;
    perror("waitpid");
    return -1;
  }
  return status;
}
int goes_round_ok(struct pollfd *p) {
  while (poll(p, 1, -1) < 0)
    perror("poll");
  return p->revents;
}
int caller_is_told_ok(struct pollfd *p) {
  if (poll(p, 1, -1) < 0)
    return -1;
  return p->revents;
}
int another_call_ok(struct pollfd *p, const char *name) {
  if (poll(p, 1, -1) < 0) {
    unlink(name);
    perror("unlink");
    return -1;
  }
  return p->revents;
}
int mask_ok(struct pollfd *p) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old);
  int n = poll(p, 1, -1);
  if (n < 0)
    perror("poll");
  sigprocmask(SIG_SETMASK, &old, NULL);
  return n;
}
