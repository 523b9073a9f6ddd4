#include "worker.h"

#include <unistd.h>

static void unlock(void *mutex) { pthread_mutex_unlock(mutex); }

/* Right: the handler is pushed before the wait, which is a cancellation point. */
int worker_take(struct worker *w) {
  int job;
  pthread_mutex_lock(&w->mutex);
  pthread_cleanup_push(unlock, &w->mutex);
  while (w->jobs == 0)
    pthread_cond_wait(&w->changed, &w->mutex);
  job = w->jobs--;
  pthread_cleanup_pop(1);
  return job;
}

/* A gap: the wait comes before the handler is pushed. */
int worker_take_late(struct worker *w) {
  int job;
  pthread_mutex_lock(&w->mutex);
  while (w->jobs == 0)
    pthread_cond_wait(&w->changed, &w->mutex);
  pthread_cleanup_push(unlock, &w->mutex);
  job = w->jobs--;
  usleep(10);
  pthread_cleanup_pop(1);
  return job;
}

/* Cancellation is disabled throughout: cancelling the thread does not end the wait. */
int worker_take_undisturbed(struct worker *w) {
  int job, old;
  pthread_mutex_lock(&w->mutex);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  while (w->jobs == 0)
    pthread_cond_wait(&w->changed, &w->mutex);
  job = w->jobs--;
  pthread_setcancelstate(old, NULL);
  pthread_mutex_unlock(&w->mutex);
  return job;
}

static void *run(void *argument) {
  struct worker *w = argument;
  for (;;)
    if (worker_take(w) + worker_take_late(w) + worker_take_undisturbed(w) < 0)
      return NULL;
}

int worker_start(struct worker *w) { return pthread_create(&w->thread, NULL, run, w); }

void worker_stop(struct worker *w) {
  pthread_cancel(w->thread);
  pthread_join(w->thread, NULL);
}
