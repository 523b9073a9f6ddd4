// RUN: %check_asyncsafe -checks=asyncsafe-state-restored-to-constant %s %t -- -std=gnu17
// RUN: %check_asyncsafe -checks=asyncsafe-state-restored-to-constant -option=Strict=true -check-suffixes=,STRICT -allow-remaining-fixes %s %t.strict -- -std=gnu17
// Masks that end by a constant.
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

int work(void);

int restored_ok(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  int rc = work();
  pthread_setcancelstate(old, NULL);
  return rc;
}

/* The code decides by what it found. */
int looked_at_ok(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  int rc = work();
  if (old == PTHREAD_CANCEL_ENABLE)
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  return rc;
}

/* The open region is the exception. */
int opened_for_a_time_ok(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  work();
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  int rc = work();
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
  return rc;
}

/* Nothing calls the first function of a thread while masked, nor what only that calls. */
static void only_from_thread_ok(void) {
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
  work();
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
}
static void *body_ok(void *argument) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  work();
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old);
  only_from_thread_ok();
  return argument;
}
void start(pthread_t *t) { pthread_create(t, NULL, body_ok, NULL); }

/* Only unmasks. */
void open_ok(void) { pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL); }

/* Only masks. */
void close_ok(void) { pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL); }

/* The mask of before comes from elsewhere. */
void from_elsewhere_ok(const sigset_t *before) {
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &old);
  work();
  sigprocmask(SIG_SETMASK, before, NULL);
}

int signals_ok(void) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, &old);
  int rc = work();
  sigprocmask(SIG_SETMASK, &old, NULL);
  return rc;
}

int enabled_bad(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  int rc = work();
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: cancellation is enabled here whatever the state was before, though 'old' keeps it [asyncsafe-state-restored-to-constant]
  // CHECK-FIXES: {{^}}  pthread_setcancelstate(old, NULL);
  return rc;
}

int thrown_away_bad(void) {
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
  int rc = work();
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: cancellation is enabled here whatever the state was before [asyncsafe-state-restored-to-constant]
  return rc;
}

int same_variable_bad(void) {
  int state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  int rc = work();
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &state);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: cancellation is enabled here whatever the state was before, though 'state' keeps it [asyncsafe-state-restored-to-constant]
  return rc;
}

int unblocked_bad(void) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, &old);
  int rc = work();
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signals are unblocked here whatever the state was before, though 'old' keeps it [asyncsafe-state-restored-to-constant]
  return rc;
}

int emptied_bad(void) {
  sigset_t all, none, old;
  sigfillset(&all);
  sigemptyset(&none);
  sigprocmask(SIG_BLOCK, &all, &old);
  int rc = work();
  sigprocmask(SIG_SETMASK, &none, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signals are unblocked here whatever the state was before, though 'old' keeps it [asyncsafe-state-restored-to-constant]
  return rc;
}

int signals_thrown_away_bad(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  int rc = work();
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the signals are unblocked here whatever the state was before [asyncsafe-state-restored-to-constant]
  return rc;
}

/* A caller relies on its own mask. */
static void inner_bad(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
  work();
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signals are unblocked here whatever the state was before [asyncsafe-state-restored-to-constant]
}
void outer(void) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, &old);
  inner_bad();
  work();
  pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/* Another signal than the caller's. */
static void other_signal_ok(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
  work();
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the signals are unblocked here whatever the state was before [asyncsafe-state-restored-to-constant]
}
void outer_of_other(void) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, &old);
  other_signal_ok();
  pthread_sigmask(SIG_SETMASK, &old, NULL);
}
