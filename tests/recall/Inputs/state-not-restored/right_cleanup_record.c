// right: what ends the wait is remembered, and the region is left by its pop alone.
#define _GNU_SOURCE
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int level, closed;

static void unlock(void *m) { pthread_mutex_unlock(m); }

int tank_drain(void) {
  int got = -1;
  pthread_mutex_lock(&lock);
  pthread_cleanup_push(unlock, &lock);
  while (level == 0 && !closed)
    pthread_cond_wait(&filled, &lock);
  if (level) {
    got = level;
    level = 0;
  }
  pthread_cleanup_pop(1);
  return got;
}
