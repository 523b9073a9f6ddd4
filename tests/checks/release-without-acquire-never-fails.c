// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire,asyncsafe-state-not-restored %s %t -- -std=gnu17
// A lock that is waited for without a limit fails only for what is no lock: a message is all that stands there.
#include <pthread.h>
#include <stdio.h>

struct queue {
  pthread_mutex_t lock;
  int count;
};

void logged_ok(struct queue *q) {
  int rc = pthread_mutex_lock(&q->lock);
  if (rc)
    fprintf(stderr, "error %d locking\n", rc);
  ++q->count;
  rc = pthread_mutex_unlock(&q->lock);
  if (rc)
    fprintf(stderr, "error %d unlocking\n", rc);
}

static void unlock(void *q) { pthread_mutex_unlock(&((struct queue *)q)->lock); }
void pushed_ok(struct queue *q) {
  int rc = pthread_mutex_lock(&q->lock);
  if (rc)
    fprintf(stderr, "error %d locking\n", rc);
  pthread_cleanup_push(unlock, q);
  ++q->count;
  pthread_cleanup_pop(1);
}

void tried_bad(struct queue *q) {
  int rc = pthread_mutex_trylock(&q->lock);
  if (rc)
    fprintf(stderr, "error %d locking\n", rc);
  ++q->count;
  pthread_mutex_unlock(&q->lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'q->lock' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
}
