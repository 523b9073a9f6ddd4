// wrong: mutexes and sched_yield() are no cancellation points: the polling thread cannot be cancelled.
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sem_t tick;
static int queue[64], head, tail;
static long total, ticks;

static void *poller(void *unused) {
  for (;;) { // HERE
    pthread_mutex_lock(&lock);
    if (head != tail)
      total += queue[head++ % 64];
    pthread_mutex_unlock(&lock);
    sched_yield();
  }
  return unused;
}
static void *ticker(void *unused) {
  for (;;) {
    sem_wait(&tick);
    pthread_testcancel();
    ticks++;
  }
  return unused;
}
static pthread_t threads[2];
int begin(void) {
  return pthread_create(&threads[0], NULL, poller, NULL) | pthread_create(&threads[1], NULL, ticker, NULL);
}
void end(void) {
  for (int i = 0; i < 2; i++) {
    pthread_cancel(threads[i]);
    pthread_join(threads[i], NULL);
  }
}
