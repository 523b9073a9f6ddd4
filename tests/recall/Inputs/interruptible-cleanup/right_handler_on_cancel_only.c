// right: the handler runs only while the thread is being cancelled, and a thread is not cancelled twice.
#define _GNU_SOURCE
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t more = PTHREAD_COND_INITIALIZER;
static int items;

static void cancelled(void *m) {
  write(2, "cancelled\n", 10);
  pthread_mutex_unlock(m);
}
static void *eater(void *sum) {
  for (;;) {
    pthread_mutex_lock(&lock);
    pthread_cleanup_push(cancelled, &lock);
    while (items == 0)
      pthread_cond_wait(&more, &lock);
    *(long *)sum += items;
    items = 0;
    pthread_cleanup_pop(0);
    pthread_mutex_unlock(&lock);
  }
  return NULL;
}
int start(pthread_t *t, long *sum) { return pthread_create(t, NULL, eater, sum); }
void stop(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
