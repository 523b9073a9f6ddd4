// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -- -std=gnu17 -D_GNU_SOURCE
// What stands behind the signal by which a handler ends its program never runs.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static sigset_t at_begin;
static int is_init, wants_more;
extern int other_unit_wants_more;

static void let_in(void) { sigprocmask(SIG_SETMASK, &at_begin, NULL); }
static void (*set_handler(int sig, void (*handler)(int)))(int) {
  struct sigaction act = {0}, old;
  act.sa_handler = handler;
  sigaction(sig, &act, &old);
  return old.sa_handler;
}

static void on_term_ok(int sig) {
  let_in();
  set_handler(sig, SIG_DFL);
  kill(getpid(), sig);
  if (is_init != 1)
    exit(128 + sig); // just in case
}
static void on_hup_ok(int sig) {
  sigset_t own;
  sigemptyset(&own);
  sigaddset(&own, sig);
  signal(sig, SIG_DFL);
  sigprocmask(SIG_UNBLOCK, &own, NULL);
  raise(sig);
  exit(1);
}

// The signal is blocked in its handler: it comes when that is over, and exit() before.
static void on_int_bad(int sig) {
  signal(sig, SIG_DFL);
  raise(sig);
  exit(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'exit' must not be called in the handler of SIGINT {{.*}} [asyncsafe-unsafe-call-in-handler]
}
// One way goes past it.
static void on_quit_bad(int sig) {
  let_in();
  if (is_init) {
    signal(sig, SIG_DFL);
    raise(sig);
  }
  exit(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'exit' must not be called in the handler of SIGQUIT {{.*}} [asyncsafe-unsafe-call-in-handler]
}
// Another process.
static void on_usr1_bad(int sig) {
  let_in();
  signal(sig, SIG_DFL);
  kill(is_init, sig);
  exit(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'exit' must not be called in the handler of SIGUSR1 {{.*}} [asyncsafe-unsafe-call-in-handler]
}

// That flag is never set; other code shares the other one.
static void on_usr2_ok(int sig) {
  if (wants_more)
    printf("more\n");
}
static void on_chld_bad(int sig) {
  if (other_unit_wants_more)
    printf("more\n");
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'printf' must not be called in the handler of SIGCHLD {{.*}} [asyncsafe-unsafe-call-in-handler]
}

void prepare(int init) {
  is_init = init;
  signal(SIGTERM, on_term_ok);
  signal(SIGHUP, on_hup_ok);
  signal(SIGINT, on_int_bad);
  signal(SIGQUIT, on_quit_bad);
  signal(SIGUSR1, on_usr1_bad);
  signal(SIGUSR2, on_usr2_ok);
  signal(SIGCHLD, on_chld_bad);
}
