// right: a refused thread does not come by the unlock.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>

struct stats {
  pthread_mutex_t lock;
  long hits, lost;
};

int stats_hit(struct stats *s) {
  int rc = pthread_mutex_trylock(&s->lock);
  if (rc == 0) {
    s->hits++;
    if (s->hits < 0)
      s->hits = 0;
    pthread_mutex_unlock(&s->lock);
  }
  return rc;
}
