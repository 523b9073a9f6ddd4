// wrong: on the normal path pop(1) takes the handler off and runs it; cancelled in its write(), it never unlocks.
#define _GNU_SOURCE
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t more = PTHREAD_COND_INITIALIZER;
static int items;

static void leave(void *m) {
  write(2, "leaving\n", 8); // HERE
  pthread_mutex_unlock(m); // OR
}
static void *eater(void *sum) {
  for (;;) {
    pthread_mutex_lock(&lock); // OR
    pthread_cleanup_push(leave, &lock);
    while (items == 0)
      pthread_cond_wait(&more, &lock);
    *(long *)sum += items;
    items = 0;
    pthread_cleanup_pop(1); // OR
  }
  return NULL;
}
int start(pthread_t *t, long *sum) { return pthread_create(t, NULL, eater, sum); }
void stop(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
