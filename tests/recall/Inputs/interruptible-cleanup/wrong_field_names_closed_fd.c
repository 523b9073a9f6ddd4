// wrong: cancelled in close() after it closed, the handler finds the number still in the field and closes another's file.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

struct feed {
  const char *path;
  int fd;
  long bytes;
};
static void feed_close(void *arg) {
  struct feed *f = arg;
  if (f->fd >= 0) {
    close(f->fd); // HERE
    f->fd = -1;
  }
}
static void *feeder(void *arg) {
  struct feed *f = arg;
  char part[256];
  pthread_cleanup_push(feed_close, f);
  for (;;) {
    f->fd = open(f->path, O_RDONLY | O_CLOEXEC);
    for (ssize_t n; (n = read(f->fd, part, sizeof part)) > 0;)
      f->bytes += n;
    feed_close(f); // OR
    sleep(1);
  }
  pthread_cleanup_pop(1);
  return NULL;
}
int feed_start(pthread_t *t, struct feed *f) { return pthread_create(t, NULL, feeder, f); }
void feed_stop(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
