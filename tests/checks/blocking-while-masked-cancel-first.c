// RUN: %check_asyncsafe -checks=asyncsafe-blocking-while-masked %s %t -- -std=gnu17 -I%source/tests/Inputs/headers/project
// Here the cancellation comes first, whatever other code knows the condition variable.
#include <worker.h>

static void wait_bad(struct worker *w) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  pthread_mutex_lock(&w->mutex);
  while (!w->has_work)
    pthread_cond_wait(&w->busy, &w->mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_cond_wait' may block forever while cancellation is disabled [asyncsafe-blocking-while-masked]
  pthread_mutex_unlock(&w->mutex);
  pthread_setcancelstate(old, 0);
}
static void *runs(void *w) {
  for (;;)
    wait_bad(w);
}
void work(struct worker *w) { pthread_create(&w->thread, 0, runs, w); }
void stop(struct worker *w) { pthread_cancel(w->thread); }
