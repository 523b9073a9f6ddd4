// RUN: %check_asyncsafe -checks=asyncsafe-*,-asyncsafe-state-restored-to-constant %s %t -- -std=c17 %mock
// RUN: %check_asyncsafe -checks=asyncsafe-*,-asyncsafe-state-restored-to-constant %s %t -- -std=c17 -fexceptions %mock
// POSIX cancellation in C, where nothing but a pushed handler runs.
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t m;
static pthread_rwlock_t rw;
static pthread_cond_t c;
static sem_t sem;
static int state, slot = -1;

int stop(pthread_t t) { return pthread_cancel(t); }

static void unlock(void *p) { pthread_mutex_unlock(p); }
static void close_fd(void *p) {
  int fd = *(int *)p;
  if (fd >= 0)
    close(fd);
}
static void free_it(void *p) { free(p); }
static void log_it(void *p) { (void)p; }

void no_point_between_ok(void) {
  pthread_mutex_lock(&m);
  ++state;
  pthread_mutex_unlock(&m);
}
void give_back(void *); // in another file
struct shared {
  pthread_mutex_t lock;
  int fd;
};
void gives_back_elsewhere_ok(struct shared *s, int fd, char *b) {
  pthread_mutex_lock(&s->lock);
  pthread_cleanup_push(give_back, &s->lock);
  read(fd, b, 1);
  pthread_mutex_unlock(&s->lock);
  pthread_cleanup_pop(0);
}
void gives_its_holder_back_elsewhere_ok(struct shared *s, int fd, char *b) {
  pthread_mutex_lock(&s->lock);
  pthread_cleanup_push(give_back, s);
  read(fd, b, 1);
  pthread_mutex_unlock(&s->lock);
  pthread_cleanup_pop(0);
}
void gives_another_back_elsewhere_bad(struct shared *s, int fd, char *b) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  pthread_cleanup_push(give_back, s);
  read(fd, b, 1);
  pthread_mutex_unlock(&m);
  pthread_cleanup_pop(0);
}
void masks_what_it_locks_ok(int shared, int fd, char *b) {
  int old;
  if (shared) {
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    pthread_mutex_lock(&m);
  }
  read(fd, b, 1);
  if (shared) {
    pthread_mutex_unlock(&m);
    pthread_setcancelstate(old, NULL);
  }
}
void masks_too_little_bad(int shared, int fd, char *b) {
  int old;
  if (shared) {
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    pthread_mutex_lock(&m);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
    read(fd, b, 1);
    pthread_setcancelstate(old, NULL);
  }
  read(fd, b, 1);
  if (shared)
    pthread_mutex_unlock(&m);
}
void lock_is_no_point_ok(void) {
  pthread_mutex_t n = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&m);
  pthread_mutex_lock(&n); // XSH 2.9.5.2 leaves it out on purpose
  pthread_cond_signal(&c);
  pthread_mutex_unlock(&n);
  pthread_mutex_unlock(&m);
}
void point_before_and_after_ok(void) {
  sleep(1);
  pthread_mutex_lock(&m);
  ++state;
  pthread_mutex_unlock(&m);
  sleep(1);
}
void pushed_ok(void) {
  pthread_mutex_lock(&m);
  pthread_cleanup_push(unlock, &m);
  sleep(1);
  pthread_cleanup_pop(1);
}
void pushed_and_unlocked_by_hand_ok(void) {
  pthread_mutex_lock(&m);
  pthread_cleanup_push(unlock, &m);
  sleep(1);
  pthread_cleanup_pop(0);
  pthread_mutex_unlock(&m);
}
void pushed_before_the_lock_ok(void) {
  pthread_cleanup_push(unlock, &m);
  pthread_mutex_lock(&m);
  sleep(1);
  pthread_cleanup_pop(1);
}
void pushed_on_a_variable_still_empty_ok(void) {
  int fd = -1;
  pthread_cleanup_push(close_fd, &fd);
  fd = open("a", O_RDONLY);
  sleep(1);
  pthread_cleanup_pop(1);
}
void condition_wait_ok(void) {
  pthread_mutex_lock(&m);
  pthread_cleanup_push(unlock, &m);
  while (!state)
    pthread_cond_wait(&c, &m);
  pthread_cleanup_pop(1);
}
void nested_ok(void) {
  char *p = malloc(10);
  pthread_cleanup_push(free_it, p);
  pthread_mutex_lock(&m);
  pthread_cleanup_push(unlock, &m);
  sleep(1);
  pthread_cleanup_pop(1);
  sleep(1);
  pthread_cleanup_pop(1);
}
void library_handler_ok(void) {
  char *p = malloc(10);
  pthread_cleanup_push(free, p);
  sleep(1);
  pthread_cleanup_pop(1);
}
void masked_ok(void) {
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
  pthread_mutex_lock(&m);
  sleep(1);
  pthread_mutex_unlock(&m);
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
}
void masked_and_restored_ok(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  pthread_mutex_lock(&m);
  sleep(1);
  pthread_mutex_unlock(&m);
  pthread_setcancelstate(old, NULL);
  sleep(1);
}
static int block_cancel(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  return old;
}
static void restore_cancel(int old) { pthread_setcancelstate(old, NULL); }
static void set_cancel(int on) {
  if (on)
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  else
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
}
void masked_by_wrapper_ok(void) {
  int old = block_cancel();
  pthread_mutex_lock(&m);
  sleep(1);
  pthread_mutex_unlock(&m);
  restore_cancel(old);
}
void masked_by_constant_wrapper_ok(void) {
  set_cancel(0);
  pthread_mutex_lock(&m);
  sleep(1);
  pthread_mutex_unlock(&m);
  set_cancel(1);
}
void closed_is_a_point_but_released_ok(void) {
  int fd = open("a", O_RDONLY);
  if (fd < 0)
    return;
  close(fd);
}
void handed_over_ok(void) {
  slot = open("a", O_RDONLY);
  sleep(1);
}
int open_and_return_ok(void) {
  int fd = open("a", O_RDONLY);
  return fd;
}
void semaphore_failed_ok(void) {
  if (sem_trywait(&sem) != 0) {
    sleep(1);
    return;
  }
  sem_post(&sem);
}

void locked_bad(void) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  sleep(1);
  pthread_mutex_unlock(&m);
}
void condition_wait_bad(void) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'pthread_cond_wait' [asyncsafe-unprotected-release]
  while (!state)
    pthread_cond_wait(&c, &m);
  pthread_mutex_unlock(&m);
}
void read_lock_bad(char *p) {
  pthread_rwlock_rdlock(&rw);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: shared lock 'rw' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(0, p, 1);
  pthread_rwlock_unlock(&rw);
}
void semaphore_bad(void) {
  if (sem_wait(&sem) != 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: semaphore 'sem' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
    return;
  sleep(1);
  sem_post(&sem);
}
void file_bad(char *p) {
  FILE *f = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'f' is acquired here and not released if the thread is cancelled in 'fgets' [asyncsafe-unprotected-release]
  if (!f)
    return;
  fgets(p, 10, f);
  fclose(f);
}
void memory_bad(void) {
  char *p = malloc(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'p' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  if (!p)
    return;
  read(0, p, 10);
  free(p);
}
static void deep(void) { sleep(1); }
static void deeper(void) { deep(); }
void through_callees_bad(void) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'deeper' [asyncsafe-unprotected-release]
  deeper();
  pthread_mutex_unlock(&m);
}
void explicit_test_bad(void) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'pthread_testcancel' [asyncsafe-unprotected-release]
  pthread_testcancel();
  pthread_mutex_unlock(&m);
}
void handler_does_something_else_bad(void) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  pthread_cleanup_push(log_it, NULL);
  sleep(1);
  pthread_cleanup_pop(0);
  pthread_mutex_unlock(&m);
}
void popped_too_early_bad(void) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and loses its protection before it is released; it is not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  pthread_cleanup_push(unlock, &m);
  sleep(1);
  pthread_cleanup_pop(0);
  sleep(2);
  pthread_mutex_unlock(&m);
}
void unmasked_too_early_bad(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and {{.*}}not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  pthread_setcancelstate(old, NULL);
  sleep(1);
  pthread_mutex_unlock(&m);
}
void enabled_in_between_bad(void) {
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  sleep(1);
  pthread_mutex_unlock(&m);
}
void masked_on_one_path_bad(int quick) {
  if (!quick)
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  sleep(1);
  pthread_mutex_unlock(&m);
}

// All of this runs on a thread of its own, which may be cancelled.
void *worker(void *arg) {
  no_point_between_ok();
  lock_is_no_point_ok();
  point_before_and_after_ok();
  pushed_ok();
  pushed_and_unlocked_by_hand_ok();
  pushed_before_the_lock_ok();
  pushed_on_a_variable_still_empty_ok();
  condition_wait_ok();
  nested_ok();
  library_handler_ok();
  masked_ok();
  masked_and_restored_ok();
  masked_by_wrapper_ok();
  masked_by_constant_wrapper_ok();
  closed_is_a_point_but_released_ok();
  handed_over_ok();
  open_and_return_ok();
  semaphore_failed_ok();
  locked_bad();
  condition_wait_bad();
  read_lock_bad(NULL);
  semaphore_bad();
  file_bad(NULL);
  memory_bad();
  through_callees_bad();
  explicit_test_bad();
  handler_does_something_else_bad();
  popped_too_early_bad();
  unmasked_too_early_bad();
  enabled_in_between_bad();
  masked_on_one_path_bad(0);
  return arg;
}
int start(pthread_t *t) { return pthread_create(t, NULL, worker, NULL); }
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
