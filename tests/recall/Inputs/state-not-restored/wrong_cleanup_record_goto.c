// wrong: goto leaves the region, so the record stays in the thread's list: a later cancel calls it with a dead frame.
#define _GNU_SOURCE
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int level, closed;

static void unlock(void *m) { pthread_mutex_unlock(m); }

int tank_drain(void) {
  int got;
  pthread_mutex_lock(&lock);
  pthread_cleanup_push(unlock, &lock); // HERE
  while (level == 0) {
    if (closed)
      goto gone; // OR
    pthread_cond_wait(&filled, &lock);
  }
  got = level;
  level = 0;
  pthread_cleanup_pop(1);
  return got;
gone:
  pthread_mutex_unlock(&lock);
  return -1;
}
