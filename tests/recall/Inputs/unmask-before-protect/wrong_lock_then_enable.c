// wrong: the mutex is taken under the mask, the mask ends, and fprintf() is a point before the handler stands.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int mode;

static void unlock(void *m) { pthread_mutex_unlock(m); }

static void *follow(void *out) {
  int old;
  for (;;) {
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    pthread_mutex_lock(&lock); // HERE
    pthread_setcancelstate(old, NULL); // OR
    fprintf(out, "mode %d\n", mode); // OR
    pthread_cleanup_push(unlock, &lock);
    int seen = mode;
    while (mode == seen)
      pthread_cond_wait(&changed, &lock);
    pthread_cleanup_pop(1);
  }
  return NULL;
}
int start(pthread_t *t) { return pthread_create(t, NULL, follow, stdout); }
void stop(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
