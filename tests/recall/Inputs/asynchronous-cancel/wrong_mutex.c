// wrong: cancelled between lock and unlock, or inside either, the thread leaves the mutex locked.
#define _GNU_SOURCE
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static double best;

void *search(void *seed) {
  unsigned x = *(unsigned *)seed;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL); // OR
  for (;;) {
    x = x * 1103515245u + 12345u;
    double value = x / 4294967296.0;
    pthread_mutex_lock(&lock); // HERE
    if (value > best)
      best = value;
    pthread_mutex_unlock(&lock); // OR
  }
}
