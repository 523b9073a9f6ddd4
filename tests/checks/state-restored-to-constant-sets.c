// RUN: %check_asyncsafe -checks=asyncsafe-state-restored-to-constant %s %t -- -std=gnu17
// Constants that come by way of structs and sets, and wrappers that do not nest.
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

int ask(void);

int old_handler_ok(void) {
  void (*old)(int) = signal(SIGINT, SIG_IGN);
  int yes = ask();
  if (old != SIG_ERR)
    signal(SIGINT, old);
  return yes;
}
int handler_by_choice_ok(void) {
  void (*old)(int) = signal(SIGINT, SIG_IGN);
  int yes = ask();
  if (old == SIG_IGN)
    signal(SIGINT, SIG_DFL);
  return yes;
}
int old_struct_ok(void) {
  struct sigaction quiet = {.sa_handler = SIG_IGN}, before;
  sigaction(SIGPIPE, &quiet, &before);
  int yes = ask();
  sigaction(SIGPIPE, &before, NULL);
  return yes;
}
int old_set_ok(void) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old);
  int yes = ask();
  sigprocmask(SIG_SETMASK, &old, NULL);
  return yes;
}
int filled_again_ok(int child) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old);
  sigemptyset(&all);
  sigaddset(&all, SIGCHLD);
  int yes = ask();
  sigprocmask(SIG_SETMASK, &old, NULL);
  return yes + child;
}

int default_handler_bad(void) {
  void (*old)(int) = signal(SIGINT, SIG_IGN);
  int yes = ask();
  if (old != SIG_ERR)
    signal(SIGINT, SIG_DFL);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the signal gets its default action here whatever the state was before, though 'old' keeps it [asyncsafe-state-restored-to-constant]
  return yes;
}
int default_by_struct_bad(void) {
  struct sigaction quiet = {.sa_handler = SIG_IGN}, before;
  if (sigaction(SIGPIPE, &quiet, &before) != 0)
    return -1;
  int yes = ask();
  quiet.sa_handler = SIG_DFL;
  sigaction(SIGPIPE, &quiet, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signal gets its default action here whatever the state was before, though 'before' keeps it [asyncsafe-state-restored-to-constant]
  return yes;
}
int emptied_set_bad(void) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old);
  int yes = ask();
  if (yes < 0)
    sigprocmask(SIG_SETMASK, &old, NULL);
  sigemptyset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signals are unblocked here whatever the state was before, though 'old' keeps it [asyncsafe-state-restored-to-constant]
  return yes;
}

static int left;
static void block(int how) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(how, &set, NULL);
}
static void drop_first(void) {
  block(SIG_BLOCK);
  left--;
  block(SIG_UNBLOCK);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signals are unblocked here whatever the state was before [asyncsafe-state-restored-to-constant]
}
void drop_all(void) {
  block(SIG_BLOCK);
  while (left)
    drop_first();
  block(SIG_UNBLOCK);
}
