// right: the handler releases first; cancelled in its write(), only the line is lost.
#define _GNU_SOURCE
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t more = PTHREAD_COND_INITIALIZER;
static int items;

static void leave(void *m) {
  pthread_mutex_unlock(m);
  write(2, "left\n", 5);
}
static void *eater(void *sum) {
  for (;;) {
    pthread_mutex_lock(&lock);
    pthread_cleanup_push(leave, &lock);
    while (items == 0)
      pthread_cond_wait(&more, &lock);
    *(long *)sum += items;
    items = 0;
    pthread_cleanup_pop(1);
  }
  return NULL;
}
int start(pthread_t *t, long *sum) { return pthread_create(t, NULL, eater, sum); }
void stop(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
