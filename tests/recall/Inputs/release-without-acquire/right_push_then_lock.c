// right: between the push and the lock there is no cancellation point: pthread_mutex_lock() is none.
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sem_t items;
static int ring[64], head;

static void unlock(void *m) { pthread_mutex_unlock(m); }

static void *consumer(void *sum) {
  for (;;) {
    while (sem_wait(&items) != 0)
      ;
    pthread_cleanup_push(unlock, &lock);
    pthread_mutex_lock(&lock);
    *(long *)sum += ring[head++ % 64];
    pthread_cleanup_pop(1);
  }
  return NULL;
}
int start(pthread_t *t, long *sum) { return pthread_create(t, NULL, consumer, sum); }
void stop(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
