// wrong: the timed lock expires, and the exit path unlocks the readers' lock under their feet.
#define _GNU_SOURCE
#include <pthread.h>
#include <string.h>
#include <time.h>

struct config {
  pthread_rwlock_t lock;
  char text[256];
};

int config_set(struct config *c, const char *text) {
  struct timespec until;
  int rc;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += 2;
  if ((rc = pthread_rwlock_timedwrlock(&c->lock, &until)) == 0) { // OR
    strncpy(c->text, text, sizeof c->text - 1);
    c->text[sizeof c->text - 1] = '\0';
  }
  pthread_rwlock_unlock(&c->lock); // HERE
  return rc;
}
