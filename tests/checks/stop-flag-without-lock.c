// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock %s %t -- -std=c17
// The same in C, and every note of one finding.
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdlib.h>

struct pool {
  pthread_mutex_t lock;
  pthread_cond_t wake;
  bool stop;
  int jobs;
  pthread_t thread;
};

//===--- A semaphore keeps what was posted, whatever lock is held meanwhile ---===//

static sem_t ordered;
static pthread_mutex_t kitchen = PTHREAD_MUTEX_INITIALIZER;
static bool hot_ok;
static void cook(void);
static void wait_for_order(void) { sem_wait(&ordered); }
static void *cooks(void *unused) {
  pthread_mutex_lock(&kitchen);
  for (;;) {
    wait_for_order();
    if (hot_ok)
      cook();
  }
  pthread_mutex_unlock(&kitchen);
  return NULL;
}
static void cook(void) {}
void order_ok(void) {
  hot_ok = true;
  sem_post(&ordered);
}
int open_kitchen(pthread_t *t) { return pthread_create(t, NULL, cooks, NULL); }

static void *worker(void *argument) {
  struct pool *p = argument;
  pthread_mutex_lock(&p->lock);
  while (!p->stop && p->jobs == 0)
    pthread_cond_wait(&p->wake, &p->lock);
  pthread_mutex_unlock(&p->lock);
  return NULL;
}

void pool_start(struct pool *p) {
  p->stop = false;
  pthread_create(&p->thread, NULL, worker, p);
}

void pool_stop_ok(struct pool *p) {
  pthread_mutex_lock(&p->lock);
  p->stop = true;
  pthread_cond_broadcast(&p->wake);
  pthread_mutex_unlock(&p->lock);
  pthread_join(p->thread, NULL);
}

void pool_stop_later_ok(struct pool *p) {
  pthread_mutex_lock(&p->lock);
  p->stop = true;
  pthread_mutex_unlock(&p->lock);
  pthread_cond_broadcast(&p->wake);
}

/* Called from elsewhere, perhaps with the lock held: silent. */
void pool_add_locked_ok(struct pool *p) {
  p->jobs++;
  pthread_cond_signal(&p->wake);
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool done;

void wait_done(void) {
  pthread_mutex_lock(&lock);
  while (!done)
    pthread_cond_wait(&changed, &lock);
  pthread_mutex_unlock(&lock);
}

void set_done_bad(void) {
  done = true;
  pthread_cond_broadcast(&changed);
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: 'done' is stored without holding 'lock', under which the wait on 'changed' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
  // CHECK-NOTES: :[[@LINE-9]]:11: note: the waiter tests it here
  // CHECK-NOTES: :[[@LINE-9]]:5: note: and then waits; a notification between the two is lost
  // CHECK-NOTES: :[[@LINE-4]]:3: note: the waiter is notified here
  // CHECK-NOTES: :[[@LINE-6]]:3: note: hold 'lock' while storing 'done'; the notification may follow after unlocking
}

void set_done_ok(void) {
  pthread_mutex_lock(&lock);
  done = true;
  pthread_mutex_unlock(&lock);
  pthread_cond_broadcast(&changed);
}
