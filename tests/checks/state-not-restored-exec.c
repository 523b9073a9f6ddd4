// RUN: %check_asyncsafe -checks=asyncsafe-state-not-restored %s %t -- -std=gnu17
// What a program that is started inherits: the mask, and what is ignored.
#include <signal.h>
#include <stddef.h>
#include <sys/types.h>
#include <unistd.h>

void child_setup(void);
static sigset_t before;
static void open_all(void) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}
static void note(int sig) { (void)sig; }

int restored_in_child_ok(char **argv) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &old);
  pid_t child = fork();
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &old, NULL);
    execv(argv[0], argv);
    _exit(127);
  }
  sigprocmask(SIG_SETMASK, &old, NULL);
  return child;
}
int restored_by_unknown_ok(char **argv) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &old);
  pid_t child = fork();
  if (child == 0) {
    child_setup();
    execv(argv[0], argv);
    _exit(127);
  }
  sigprocmask(SIG_SETMASK, &old, NULL);
  return child;
}
int opened_by_callee_ok(char **argv) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &old);
  pid_t child = fork();
  if (child == 0) {
    open_all();
    execv(argv[0], argv);
    _exit(127);
  }
  sigprocmask(SIG_SETMASK, &old, NULL);
  return child;
}
int only_on_demand_ok(char **argv, int quiet) {
  sigset_t all, old;
  sigfillset(&all);
  if (quiet)
    sigprocmask(SIG_BLOCK, &all, &old);
  pid_t child = fork();
  if (child == 0) {
    if (quiet)
      sigprocmask(SIG_SETMASK, &old, NULL);
    execv(argv[0], argv);
    _exit(127);
  }
  if (quiet)
    sigprocmask(SIG_SETMASK, &old, NULL);
  return child;
}
int blocked_on_purpose_ok(char **argv) {
  sigset_t term;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  sigprocmask(SIG_BLOCK, &term, NULL);
  return execv(argv[0], argv);
}
int handler_does_not_stay_ok(char **argv) {
  struct sigaction mine = {.sa_handler = note}, old;
  sigaction(SIGINT, &mine, &old);
  pid_t child = fork();
  if (child == 0) {
    execv(argv[0], argv);
    _exit(127);
  }
  sigaction(SIGINT, &old, NULL);
  return child;
}
int blocked_bad(char **argv) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &old);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: signals are blocked here and not restored before 'execv' starts another program [asyncsafe-state-not-restored]
  pid_t child = fork();
  if (child == 0) {
    setsid();
    execv(argv[0], argv);
    _exit(127);
  }
  sigprocmask(SIG_SETMASK, &old, NULL);
  return child;
}
int kept_outside_bad(char **argv) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: signals are blocked here and not restored before 'execvp' starts another program [asyncsafe-state-not-restored]
  pid_t child = fork();
  if (child == 0) {
    execvp(argv[0], argv);
    _exit(127);
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  return child;
}
static void become(char **argv) {
  dup2(2, 1);
  execvp(argv[0], argv);
  _exit(127);
}
int starts_in_callee_bad(char **argv) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &old);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: signals are blocked here and not restored before 'become' starts another program [asyncsafe-state-not-restored]
  pid_t child = fork();
  if (child == 0)
    become(argv);
  sigprocmask(SIG_SETMASK, &old, NULL);
  return child;
}
int ignored_bad(char **argv) {
  struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
  sigaction(SIGINT, &ignore, &old);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signal is ignored here and not restored before 'execvp' starts another program [asyncsafe-state-not-restored]
  pid_t child = fork();
  if (child == 0) {
    execvp(argv[0], argv);
    _exit(127);
  }
  sigaction(SIGINT, &old, NULL);
  return child;
}
