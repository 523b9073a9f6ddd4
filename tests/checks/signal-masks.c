// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block,asyncsafe-eintr-unhandled -- -std=gnu17
// Which signals a mask keeps out, where it begins and where it ends.
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static volatile sig_atomic_t stop, children;
static void on_term(int s) { stop = 1; }
static void on_child(int s) { children = 1; }
static void install(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_term;
  sigaction(SIGTERM, &sa, NULL);
  sa.sa_handler = on_child;
  sigaction(SIGCHLD, &sa, NULL);
}
void work(void);
static void die(const char *what) {
  perror(what);
  exit(1);
}

//===--- Silent -----------------------------------------------------------===//

static void all_at_once_ok(struct pollfd *p) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old);
  if (poll(p, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, &old, NULL);
}

static void block(sigset_t *old) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, old);
}
static void wait_blocked_ok(struct pollfd *p) {
  if (poll(p, 1, -1) < 0)
    die("poll");
  while (!stop)
    if (poll(p, 1, -1) > 0)
      work();
}
static void callers_block_ok(struct pollfd *p) {
  sigset_t old;
  block(&old);
  for (int i = 0; i < 3; i++)
    wait_blocked_ok(p);
  sigprocmask(SIG_SETMASK, &old, NULL);
}

static const int signals[] = {SIGTERM, SIGCHLD};
static void set_of_a_table_ok(struct pollfd *p) {
  sigset_t set, old;
  sigemptyset(&set);
  for (int i = 0; i < 2; i++)
    sigaddset(&set, signals[i]);
  sigprocmask(SIG_BLOCK, &set, &old);
  if (poll(p, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, &old, NULL);
}

static sigset_t everything, normal;
static void prepare(void) { sigfillset(&everything); }
static void global_set_ok(struct pollfd *p) {
  prepare();
  pthread_sigmask(SIG_SETMASK, &everything, &normal);
  if (poll(p, 1, -1) < 0)
    die("poll");
  pthread_sigmask(SIG_SETMASK, &normal, NULL);
}

static void given_set_ok(struct pollfd *p, const sigset_t *set, sigset_t *old) {
  sigprocmask(SIG_BLOCK, set, old);
  if (poll(p, 1, -1) < 0)
    die("poll");
  sigprocmask(SIG_SETMASK, old, NULL);
}

static void nested_ok(struct pollfd *p) {
  sigset_t outer, inner;
  block(&outer);
  block(&inner);
  work();
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  if (poll(p, 1, -1) < 0)
    die("poll");
}

//===--- Alarms -----------------------------------------------------------===//

static void other_signals_bad(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  sigprocmask(SIG_BLOCK, &set, NULL);
  while (!stop)
    pause();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pause' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
}
static void over_before_bad(struct pollfd *p) {
  sigset_t old;
  block(&old);
  work();
  sigprocmask(SIG_SETMASK, &old, NULL);
  if (poll(p, 1, -1) < 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGTERM runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    die("poll");
}
static void emptied_bad(struct pollfd *p) {
  sigset_t none;
  sigemptyset(&none);
  block(NULL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (poll(p, 1, -1) < 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGTERM runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    die("poll");
}
static void on_one_way_bad(struct pollfd *p, int quiet) {
  if (quiet)
    block(NULL);
  if (poll(p, 1, -1) < 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGTERM runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    die("poll");
}
/// One loop does it as it should be done, another does not.
static void right_elsewhere(void) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigprocmask(SIG_BLOCK, &set, &old);
  while (!stop)
    sigsuspend(&old);
  sigprocmask(SIG_SETMASK, &old, NULL);
}

int main(int argc, char **argv) {
  struct pollfd p = {0, POLLIN, 0};
  install();
  all_at_once_ok(&p);
  callers_block_ok(&p);
  set_of_a_table_ok(&p);
  global_set_ok(&p);
  given_set_ok(&p, &everything, &normal);
  other_signals_bad();
  over_before_bad(&p);
  emptied_bad(&p);
  on_one_way_bad(&p, argc);
  sigprocmask(SIG_SETMASK, &normal, NULL);
  while (!stop)
    if (poll(&p, 1, -1) > 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'poll' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
      work();
  right_elsewhere();
  nested_ok(&p);
  return 0;
}
