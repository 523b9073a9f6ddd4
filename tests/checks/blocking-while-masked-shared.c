// RUN: %check_asyncsafe -checks=asyncsafe-blocking-while-masked %s %t -- -std=gnu17 -I%source/tests/Inputs/headers/project
// A condition variable that other files know may be signalled by the code that cancels there.
#include <signal.h>
#include <worker.h>

struct own {
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t busy;
  int has_work;
};

static void wait_ok(struct worker *w) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  pthread_mutex_lock(&w->mutex);
  while (!w->has_work)
    pthread_cond_wait(&w->busy, &w->mutex);
  pthread_mutex_unlock(&w->mutex);
  pthread_setcancelstate(old, 0);
}

static void wait_bad(struct own *w) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  pthread_mutex_lock(&w->mutex);
  while (!w->has_work)
    pthread_cond_wait(&w->busy, &w->mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_cond_wait' may block forever while cancellation is disabled [asyncsafe-blocking-while-masked]
  pthread_mutex_unlock(&w->mutex);
  pthread_setcancelstate(old, 0);
}

static void *runs_shared(void *w) {
  for (;;)
    wait_ok(w);
}
static void *runs_own(void *w) {
  for (;;)
    wait_bad(w);
}
void work(struct worker *w, struct own *o) {
  pthread_create(&w->thread, 0, runs_shared, w);
  pthread_create(&o->thread, 0, runs_own, o);
}
void stop(struct worker *w, struct own *o) {
  pthread_kill(w->thread, SIGUSR1); // and if that does not help
  pthread_cancel(w->thread);
  pthread_kill(o->thread, SIGUSR1);
  pthread_cancel(o->thread);
}
