// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block,asyncsafe-eintr-unhandled -- -std=gnu17
// Sets of signals that are set up in one function and used in another.
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t stop;
static void on_term(int s) { stop = 1; }
static void die(const char *what) {
  perror(what);
  exit(1);
}

struct loop {
  sigset_t all, term, other, none, was, extended, copied;
  struct pollfd fd;
};
static void init(struct loop *l) {
  sigfillset(&l->all);
  sigemptyset(&l->term);
  sigaddset(&l->term, SIGTERM);
  sigemptyset(&l->other);
  sigaddset(&l->other, SIGUSR1);
  sigemptyset(&l->none);
  sigemptyset(&l->extended);
  sigaddset(&l->extended, SIGTERM);
  l->copied = l->all;
}

//===--- Silent -----------------------------------------------------------===//

static void all_ok(struct loop *l) {
  sigprocmask(SIG_SETMASK, &l->all, &l->was);
  if (poll(&l->fd, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, &l->was, NULL);
}
static void term_ok(struct loop *l) {
  sigprocmask(SIG_BLOCK, &l->term, &l->was);
  if (poll(&l->fd, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, &l->was, NULL);
}
static void set_term_ok(struct loop *l) {
  sigprocmask(SIG_SETMASK, &l->term, &l->was);
  if (poll(&l->fd, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, &l->was, NULL);
}
// One more is added here; what was there before is still in it.
static void extended_ok(struct loop *l) {
  sigaddset(&l->extended, SIGUSR2);
  sigprocmask(SIG_BLOCK, &l->extended, &l->was);
  if (poll(&l->fd, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, &l->was, NULL);
}
static void copied_ok(struct loop *l) {
  sigprocmask(SIG_SETMASK, &l->copied, &l->was);
  if (poll(&l->fd, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, &l->was, NULL);
}
static void fill(sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGTERM);
}
static void helper_ok(struct loop *l) {
  sigset_t set, was;
  fill(&set);
  sigprocmask(SIG_BLOCK, &set, &was);
  if (poll(&l->fd, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, &was, NULL);
}
static void block(const sigset_t *set, sigset_t *was) { sigprocmask(SIG_BLOCK, set, was); }
static void given_ok(struct loop *l) {
  sigset_t was;
  block(&l->term, &was);
  if (poll(&l->fd, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, &was, NULL);
}
// Who else fills it is not in sight.
void fill_elsewhere(sigset_t *set);
static void elsewhere_ok(struct loop *l) {
  sigset_t set, was;
  fill_elsewhere(&set);
  sigprocmask(SIG_BLOCK, &set, &was);
  if (poll(&l->fd, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, &was, NULL);
}

//===--- Alarms -----------------------------------------------------------===//

static void other_bad(struct loop *l) {
  sigprocmask(SIG_BLOCK, &l->other, &l->was);
  if (poll(&l->fd, 1, -1) < 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGTERM runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    die("poll");
  sigprocmask(SIG_SETMASK, &l->was, NULL);
}
static void none_bad(struct loop *l) {
  sigprocmask(SIG_SETMASK, &l->none, &l->was);
  if (poll(&l->fd, 1, -1) < 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGTERM runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    die("poll");
  sigprocmask(SIG_SETMASK, &l->was, NULL);
}
static void fill_other(sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGUSR1);
}
static void helper_bad(struct loop *l) {
  sigset_t set, was;
  fill_other(&set);
  sigprocmask(SIG_BLOCK, &set, &was);
  if (poll(&l->fd, 1, -1) < 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGTERM runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    die("poll");
  sigprocmask(SIG_SETMASK, &was, NULL);
}
static void block_other(const sigset_t *set, sigset_t *was) { sigprocmask(SIG_BLOCK, set, was); }
static void given_bad(struct loop *l) {
  sigset_t was;
  block_other(&l->other, &was);
  if (poll(&l->fd, 1, -1) < 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGTERM runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    die("poll");
  sigprocmask(SIG_SETMASK, &was, NULL);
}

int main(void) {
  struct loop l;
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL);
  init(&l);
  all_ok(&l);
  term_ok(&l);
  set_term_ok(&l);
  extended_ok(&l);
  copied_ok(&l);
  helper_ok(&l);
  given_ok(&l);
  elsewhere_ok(&l);
  other_bad(&l);
  none_bad(&l);
  helper_bad(&l);
  given_bad(&l);
  return stop;
}
