// RUN: %check_asyncsafe -checks=asyncsafe-interruptible-cleanup %s %t -- -std=gnu17
// Cleanup routines that are entered again, or wait for their own thread.
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct page {
  char *text;
  FILE *log;
  int fd;
  sem_t answered, told;
};

//===--- Cancellations -----------------------------------------------------===//

static void cleared_first_ok(void *arg) {
  struct page *p = arg;
  char *text = p->text;
  p->text = NULL;
  free(text);
  fprintf(p->log, "reset\n");
}
static void masked_ok(void *arg) {
  struct page *p = arg;
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  close(p->fd);
  p->fd = -1;
  pthread_setcancelstate(old, NULL);
}
static void no_point_ok(void *arg) {
  struct page *p = arg;
  free(p->text);
  p->text = NULL;
}
static void only_pushed_ok(void *arg) {
  struct page *p = arg;
  free(p->text);
  fprintf(p->log, "reset\n");
  p->text = NULL;
}
static void logs_between_bad(void *arg) {
  struct page *p = arg;
  free(p->text);
  fprintf(p->log, "reset\n");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the thread can be cancelled here, and the cleanup handler then releases '{{.*}}text' again [asyncsafe-interruptible-cleanup]
  p->text = NULL;
}
static void closes_bad(void *arg) {
  struct page *p = arg;
  if (p->fd >= 0) {
    close(p->fd);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the thread can be cancelled here, and the cleanup handler then releases '{{.*}}fd' again [asyncsafe-interruptible-cleanup]
    p->fd = -1;
  }
}
static void *render(void *arg) {
  struct page *p = arg;
  pthread_cleanup_push(cleared_first_ok, p);
  pthread_cleanup_push(masked_ok, p);
  pthread_cleanup_push(no_point_ok, p);
  pthread_cleanup_push(only_pushed_ok, p);
  pthread_cleanup_push(logs_between_bad, p);
  pthread_cleanup_push(closes_bad, p);
  for (;;) {
    sleep(1);
    cleared_first_ok(p);
    masked_ok(p);
    no_point_ok(p);
    logs_between_bad(p);
    closes_bad(p);
  }
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  return NULL;
}

//===--- Waits --------------------------------------------------------------===//

static void waits_for_another_ok(void *arg) {
  struct page *p = arg;
  sem_wait(&p->told);
}
static void waits_for_itself_bad(void *arg) {
  struct page *p = arg;
  while (sem_wait(&p->answered) != 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the cleanup handler 'waits_for_itself_bad' waits here, without a limit, for what only the cancelled thread itself would do [asyncsafe-interruptible-cleanup]
    ;
}
static void *listen(void *arg) {
  struct page *p = arg;
  char c;
  pthread_cleanup_push(waits_for_another_ok, p);
  pthread_cleanup_push(waits_for_itself_bad, p);
  while (read(p->fd, &c, 1) == 1)
    sem_post(&p->answered);
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  return NULL;
}
void tell(struct page *p) { sem_post(&p->told); }
int start(pthread_t *t, struct page *p) {
  return pthread_create(t, NULL, render, p) | pthread_create(t + 1, NULL, listen, p);
}
void stop(pthread_t *t) {
  pthread_cancel(t[0]);
  pthread_cancel(t[1]);
}

//===--- Signals ------------------------------------------------------------===//

static volatile sig_atomic_t attached, joined, users;
static void detach_bad(void) {
  if (attached) {
    users--;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach_bad' runs in normal code and in the handler of SIGTERM: a signal that arrives behind this does it twice [asyncsafe-interruptible-cleanup]
    attached = 0;
  }
}
static void leave_ok(void) {
  if (joined) {
    joined = 0;
    users--;
  }
}
static void on_term(int sig) {
  detach_bad();
  leave_ok();
  _exit(128 + sig);
}
int session(int (*run)(void)) {
  signal(SIGTERM, on_term);
  users++;
  attached = joined = 1;
  int rc = run();
  detach_bad();
  leave_ok();
  return rc;
}

// Of one handler the nearest is told: what it calls further down is a part of that.
static char *deep_ok, *near_bad;
void free_deep(void) {
  if (deep_ok) {
    free(deep_ok);
    deep_ok = 0;
  }
}
void hang_up_bad(void) {
  if (near_bad) {
    free(near_bad);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'hang_up_bad' runs in normal code and in the handler of SIGWINCH: a signal that arrives behind this does it twice [asyncsafe-interruptible-cleanup]
    near_bad = 0;
  }
  free_deep();
}
static void on_winch(int sig) { hang_up_bad(); }
void hangs_up(void) {
  signal(SIGWINCH, on_winch);
  near_bad = malloc(1);
  deep_ok = malloc(1);
  free_deep();
  hang_up_bad();
}
