// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=gnu17 -D_GNU_SOURCE
// A signal that the installing function sends itself, before the handler is removed
// again, interrupts nothing.
#include <signal.h>
#include <unistd.h>

static char *answer_ok, *answer_bad, *answer_kept_bad, *answer_of_child_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'answer_bad' is shared with the handler of SIGUSR2, {{.*}} [asyncsafe-handler-flag-type]
// CHECK-MESSAGES: :[[@LINE-2]]:39: warning: 'answer_kept_bad' is shared with the handler of SIGHUP, {{.*}} [asyncsafe-handler-flag-type]
// CHECK-MESSAGES: :[[@LINE-3]]:57: warning: 'answer_of_child_bad' is shared with the handler of SIGCHLD, {{.*}} [asyncsafe-handler-flag-type]

static void on_usr1(int sig) { answer_ok = "here"; }
char *ask_ok(void) {
  struct sigaction act = {0}, old;
  act.sa_handler = on_usr1;
  sigaction(SIGUSR1, &act, &old);
  kill(getpid(), SIGUSR1);
  sigaction(SIGUSR1, &old, NULL);
  return answer_ok;
}

static void on_usr2(int sig) { answer_bad = "here"; }
char *wait_bad(void) {
  struct sigaction act = {0}, old;
  act.sa_handler = on_usr2;
  sigaction(SIGUSR2, &act, &old);
  while (!answer_bad)
    pause();
  sigaction(SIGUSR2, &old, NULL);
  return answer_bad;
}

// It stays where it is.
static void on_hup(int sig) { answer_kept_bad = "here"; }
char *ask_on_bad(void) {
  struct sigaction act = {0};
  act.sa_handler = on_hup;
  sigaction(SIGHUP, &act, NULL);
  raise(SIGHUP);
  return answer_kept_bad;
}

static void on_child(int sig) { answer_of_child_bad = "here"; }
char *ask_child_bad(pid_t child) {
  struct sigaction act = {0}, old;
  act.sa_handler = on_child;
  sigaction(SIGCHLD, &act, &old);
  kill(child, SIGCHLD);
  sigaction(SIGCHLD, &old, NULL);
  return answer_of_child_bad;
}
