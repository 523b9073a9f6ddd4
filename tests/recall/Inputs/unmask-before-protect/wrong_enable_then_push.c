// wrong: cancellation is enabled, write() is a point, and only then the cleanup is pushed: cancelled there, fd leaks.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

static void close_fd(void *fd) { close(*(int *)fd); }

static void *copy(void *path) {
  char part[512];
  int state, fd;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  fd = open(path, O_RDONLY | O_CLOEXEC); // HERE
  pthread_setcancelstate(state, NULL); // OR
  if (fd < 0)
    return NULL;
  write(2, "opened\n", 7); // OR
  pthread_cleanup_push(close_fd, &fd);
  for (ssize_t n; (n = read(fd, part, sizeof part)) > 0;)
    if (write(1, part, n) != n)
      break;
  pthread_cleanup_pop(1);
  return NULL;
}
int start(pthread_t *t, char *path) { return pthread_create(t, NULL, copy, path); }
void stop(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
