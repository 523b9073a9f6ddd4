// right: for the exchange under the lock the type is deferred again, and there is no cancellation point in it.
#define _GNU_SOURCE
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static double best;

void *search(void *seed) {
  unsigned x = *(unsigned *)seed;
  for (;;) {
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
    double top = 0;
    for (int i = 0; i < 1000000; i++) {
      x = x * 1103515245u + 12345u;
      double value = x / 4294967296.0;
      top = value > top ? value : top;
    }
    pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
    pthread_mutex_lock(&lock);
    if (top > best)
      best = top;
    pthread_mutex_unlock(&lock);
  }
}
