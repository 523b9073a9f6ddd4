// RUN: %check_asyncsafe -checks=asyncsafe-state-not-restored %s %t -- -std=gnu17
// Wrappers that keep the previous handler in a struct of their caller.
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

struct kept {
  struct sigaction old;
  int changed;
};
struct session {
  struct kept pipe;
  int fd;
};
static void ignore_pipe(struct kept *k) {
  struct sigaction ign = {.sa_handler = SIG_IGN};
  k->changed = sigaction(SIGPIPE, &ign, &k->old) == 0;
}
static void restore_pipe(struct kept *k) {
  if (k->changed)
    sigaction(SIGPIPE, &k->old, NULL);
  k->changed = 0;
}
static void ignore_int(struct kept *k) {
  struct sigaction ign = {.sa_handler = SIG_IGN};
  sigaction(SIGINT, &ign, &k->old);
}
static void restore_int(struct kept *k) { sigaction(SIGINT, &k->old, NULL); }
/* It does both, so its callers have nothing to do. */
static int quietly(struct kept *k, int fd) {
  struct sigaction ign = {.sa_handler = SIG_IGN};
  sigaction(SIGPIPE, &ign, &k->old);
  int n = write(fd, "x", 1);
  sigaction(SIGPIPE, &k->old, NULL);
  return n;
}
int send_all(int fd);
void hand_out(struct kept *);

int each_path_ok(int fd) {
  struct kept k;
  ignore_pipe(&k);
  if (send_all(fd) < 0) {
    restore_pipe(&k);
    return -1;
  }
  restore_pipe(&k);
  return 0;
}
/* The session ends it. */
int begin_ok(struct session *s) {
  ignore_pipe(&s->pipe);
  if (send_all(s->fd) < 0)
    return -1;
  return 0;
}
int end_ok(struct session *s) {
  restore_pipe(&s->pipe);
  return 0;
}
int handed_out_ok(int fd) {
  struct kept k;
  ignore_pipe(&k);
  hand_out(&k);
  if (send_all(fd) < 0)
    return -1;
  restore_pipe(&k);
  return 0;
}
int both_ok(int fd) {
  struct kept k;
  if (quietly(&k, fd) < 0)
    return -1;
  return quietly(&k, fd);
}
int two_signals_ok(int fd) {
  struct kept p, i;
  ignore_pipe(&p);
  ignore_int(&i);
  int n = send_all(fd);
  restore_int(&i);
  restore_pipe(&p);
  return n;
}

int early_return_bad(int fd) {
  struct kept k;
  ignore_pipe(&k);
  if (send_all(fd) < 0)
    return -1;
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: the signal handler is replaced here and not restored on a path that returns early [asyncsafe-state-not-restored]
  int n = send_all(fd);
  restore_pipe(&k);
  return n;
}
int one_of_two_bad(int fd) {
  struct kept p, i;
  ignore_pipe(&p);
  ignore_int(&i);
  if (send_all(fd) < 0) {
    restore_pipe(&p);
    return -1;
    // CHECK-MESSAGES: :[[@LINE-4]]:3: warning: the signal handler is replaced here and not restored on a path that returns early [asyncsafe-state-not-restored]
  }
  restore_int(&i);
  restore_pipe(&p);
  return 0;
}
