// wrong: stat() fails, and the cache stays locked; the next look-up waits without end.
#define _GNU_SOURCE
#include <pthread.h>
#include <sys/stat.h>
#include <time.h>

struct cache {
  pthread_mutex_t lock;
  time_t stamp;
  const char *path;
};

int cache_is_fresh(struct cache *c) {
  struct stat st;
  pthread_mutex_lock(&c->lock); // HERE
  if (c->stamp == 0) {
    pthread_mutex_unlock(&c->lock);
    return 0;
  }
  if (stat(c->path, &st) != 0)
    return 0; // OR
  int fresh = st.st_mtime <= c->stamp;
  pthread_mutex_unlock(&c->lock);
  return fresh;
}
