// right: the cleanup is pushed while cancellation is still disabled.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

static void close_fd(void *fd) { close(*(int *)fd); }

static void *copy(void *path) {
  char part[512];
  int state, fd;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    pthread_setcancelstate(state, NULL);
    return NULL;
  }
  write(2, "opened\n", 7);
  pthread_cleanup_push(close_fd, &fd);
  pthread_setcancelstate(state, NULL);
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
