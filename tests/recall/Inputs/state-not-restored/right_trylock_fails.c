// right: the early return is the one on which the lock was not acquired.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>

struct gauge {
  pthread_mutex_t lock;
  long value, dropped;
};

int gauge_add(struct gauge *g, long by) {
  int rc = pthread_mutex_trylock(&g->lock);
  if (rc == EBUSY)
    return rc;
  if (rc != 0)
    return -1;
  g->value += by;
  pthread_mutex_unlock(&g->lock);
  return 0;
}
