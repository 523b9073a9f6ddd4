// RUN: %check_asyncsafe -checks=asyncsafe-state-not-restored %s %t -- -std=gnu17
// Masks and locks that a path leaves in force.
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

int work(void);
int prepare(int);
int is_daemon(void);
void note(const char *);
void hand_out(sigset_t *);
void finish(pthread_mutex_t *);
static pthread_mutex_t mutex;

static int both_paths_ok(void) {
  int old, rc = -1;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  if (work() < 0)
    goto out;
  rc = 0;
out:
  pthread_setcancelstate(old, NULL);
  return rc;
}

static int no_path_restores_ok(void) {
  sigset_t set, old;
  sigfillset(&set);
  sigprocmask(SIG_BLOCK, &set, &old);
  return work();
}

static int same_condition_ok(int masked) {
  int old;
  if (masked)
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  work();
  if (masked)
    pthread_setcancelstate(old, NULL);
  return 0;
}

static int remembered_ok(int wanted) {
  int old, masked = 0;
  if (wanted > 3) {
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    masked = 1;
  }
  int rc = work();
  if (masked)
    pthread_setcancelstate(old, NULL);
  return rc;
}

static int same_call_ok(void) {
  int old;
  if (is_daemon())
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  work();
  if (!is_daemon())
    return 0;
  pthread_setcancelstate(old, NULL);
  return 1;
}

static int failed_change_ok(int how) {
  sigset_t set, old;
  sigfillset(&set);
  if (sigprocmask(how, &set, &old) != 0)
    return -1;
  work();
  sigprocmask(SIG_SETMASK, &old, NULL);
  return 0;
}

static int handed_out_ok(sigset_t *keep) {
  sigset_t set, old;
  sigfillset(&set);
  sigprocmask(SIG_BLOCK, &set, &old);
  if (work() < 0) {
    *keep = old;
    return 1;
  }
  sigprocmask(SIG_SETMASK, &old, NULL);
  return 0;
}

static int given_away_ok(void) {
  sigset_t set, old;
  sigfillset(&set);
  sigprocmask(SIG_BLOCK, &set, &old);
  if (work() < 0) {
    hand_out(&old);
    return 1;
  }
  sigprocmask(SIG_SETMASK, &old, NULL);
  return 0;
}

static int never_returns_ok(void) {
  sigset_t set, old;
  sigfillset(&set);
  sigprocmask(SIG_BLOCK, &set, &old);
  if (work() < 0)
    abort();
  sigprocmask(SIG_SETMASK, &old, NULL);
  return 0;
}

static int lock_to_caller_ok(void) {
  pthread_mutex_lock(&mutex);
  if (work() < 0) {
    pthread_mutex_unlock(&mutex);
    return -1;
  }
  return 0;
}

static int lock_both_ok(void) {
  pthread_mutex_lock(&mutex);
  if (work() < 0) {
    pthread_mutex_unlock(&mutex);
    return -1;
  }
  pthread_mutex_unlock(&mutex);
  return 0;
}

static int lock_failed_ok(void) {
  if (pthread_mutex_lock(&mutex) != 0)
    return -1;
  work();
  pthread_mutex_unlock(&mutex);
  return 0;
}

static int lock_if_asked_ok(int locked) {
  if (!locked)
    pthread_mutex_lock(&mutex);
  if (work() < 0)
    return -1; /* the function may release what its caller holds */
  pthread_mutex_unlock(&mutex);
  return 0;
}

static int lock_given_away_ok(void) {
  pthread_mutex_lock(&mutex);
  if (work() < 0) {
    finish(&mutex);
    return -1;
  }
  pthread_mutex_unlock(&mutex);
  return 0;
}

struct guard {
  int old;
};
static void unmask(struct guard *g) { pthread_setcancelstate(g->old, NULL); }
static int attribute_ok(void) {
  __attribute__((cleanup(unmask))) struct guard g;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &g.old);
  if (work() < 0)
    return -1;
  return 0;
}

static int early_return_bad(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the cancellation state is changed here and not restored on a path that returns early [asyncsafe-state-not-restored]
  if (work() < 0)
    return -1;
  pthread_setcancelstate(old, NULL);
  return 0;
}

static int fork_failed_bad(void) {
  sigset_t set, old;
  sigfillset(&set);
  sigprocmask(SIG_BLOCK, &set, &old);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signal mask is changed here and not restored on a path that returns early [asyncsafe-state-not-restored]
  pid_t child = fork();
  if (child < 0) {
    note("fork");
    return -1;
  }
  if (child == 0)
    _exit(work());
  sigprocmask(SIG_SETMASK, &old, NULL);
  return child;
}

static int out_of_loop_bad(int n) {
  int old;
  for (int i = 0; i < n; i++) {
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the cancellation state is changed here and not restored on a path that returns early [asyncsafe-state-not-restored]
    if (prepare(i) < 0)
      break;
    pthread_setcancelstate(old, NULL);
  }
  return n;
}

static void no_value_bad(int n) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, &old);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signal mask is changed here and not restored on a path that returns early [asyncsafe-state-not-restored]
  if (n > 7)
    return;
  work();
  pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static void block(sigset_t *old) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, old);
}
static void restore(const sigset_t *old) { pthread_sigmask(SIG_SETMASK, old, NULL); }
static int wrappers_ok(void) {
  sigset_t old;
  block(&old);
  int rc = work();
  restore(&old);
  return rc;
}
static int wrappers_bad(void) {
  sigset_t old;
  block(&old);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the signal mask is changed here and not restored on a path that returns early [asyncsafe-state-not-restored]
  if (work() < 0)
    return -1;
  restore(&old);
  return 0;
}

static int disable(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  return old;
}
static int answered_bad(void) {
  int old = disable();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the cancellation state is changed here and not restored on a path that returns early [asyncsafe-state-not-restored]
  if (work() < 0)
    return -1;
  pthread_setcancelstate(old, NULL);
  return 0;
}

static int not_kept_bad(void) {
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the cancellation state is changed here and not restored on a path that returns early [asyncsafe-state-not-restored]
  if (work() < 0)
    return -1;
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  return 0;
}

static int lock_bad(void) {
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
  if (work() < 0)
    return -1;
  pthread_mutex_unlock(&mutex);
  return 0;
}

static void *lock_null_bad(struct guard *g, size_t n) {
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
  void *p = malloc(n);
  if (!p)
    return NULL;
  g->old++;
  pthread_mutex_unlock(&mutex);
  return p;
}

static int lock_result_bad(void) {
  int rc;
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
  rc = prepare(3);
  if (rc)
    return rc;
  rc = work();
  pthread_mutex_unlock(&mutex);
  return rc;
}

void *all[] = {both_paths_ok, no_path_restores_ok, same_condition_ok, remembered_ok, same_call_ok, failed_change_ok,
               handed_out_ok, given_away_ok, never_returns_ok, lock_to_caller_ok, lock_both_ok, lock_failed_ok,
               lock_if_asked_ok, lock_given_away_ok, attribute_ok, early_return_bad, fork_failed_bad, out_of_loop_bad,
               no_value_bad, wrappers_ok, wrappers_bad, answered_bad, not_kept_bad, lock_bad, lock_null_bad,
               lock_result_bad};

// The same question, before and after a loop that asks it, too, to choose how to read.
struct session {
  int by_ipc, state;
};
int read_socket(struct session *);
int read_ipc(struct session *);
static int same_field_around_a_loop_ok(struct session *s) {
  sigset_t set, old;
  sigfillset(&set);
  if (!s->by_ipc)
    sigprocmask(SIG_BLOCK, &set, &old);
  int left = 10;
  do {
    if (!s->by_ipc)
      left -= read_socket(s);
    else
      left -= read_ipc(s);
  } while (left > 0);
  if (!s->by_ipc)
    sigprocmask(SIG_SETMASK, &old, NULL);
  return 0;
}
// Here it is another question by then: the loop waits for its answer to change.
static int field_ends_the_loop_bad(struct session *s) {
  sigset_t set, old;
  sigfillset(&set);
  if (!s->state)
    sigprocmask(SIG_BLOCK, &set, &old);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the signal mask is changed here and not restored on a path that returns early [asyncsafe-state-not-restored]
  while (!s->state)
    work();
  if (!s->state)
    sigprocmask(SIG_SETMASK, &old, NULL);
  return 0;
}
