// wrong: an asynchronous cancel in pthread_cond_wait() may strike before or after the mutex is taken back: undefined.
#define _GNU_SOURCE
#include <pthread.h>

struct gate {
  pthread_mutex_t lock;
  pthread_cond_t opened;
  int open;
};
static void unlock(void *m) { pthread_mutex_unlock(m); }

void *pass(void *arg) {
  struct gate *g = arg;
  int old;
  pthread_mutex_lock(&g->lock);
  pthread_cleanup_push(unlock, &g->lock);
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old); // OR
  while (!g->open)
    pthread_cond_wait(&g->opened, &g->lock); // HERE
  pthread_setcanceltype(old, NULL);
  pthread_cleanup_pop(1);
  return NULL;
}
