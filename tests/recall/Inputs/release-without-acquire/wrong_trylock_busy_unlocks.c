// wrong: another thread has the lock, and the refused thread opens it for a third.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>

struct stats {
  pthread_mutex_t lock;
  long hits, lost;
};

int stats_hit(struct stats *s) {
  int rc = pthread_mutex_trylock(&s->lock); // OR
  if (rc != 0)
    goto done;
  s->hits++;
  if (s->hits < 0)
    s->hits = 0;
done:
  pthread_mutex_unlock(&s->lock); // HERE
  return rc;
}
