// right: the type stays deferred; read() is a cancellation point as it is, and the record is pushed before the open.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

static void shut(void *fd) {
  if (*(int *)fd >= 0)
    close(*(int *)fd);
}
void *poll_sensor(void *path) {
  int fd = -1, old;
  char value[16];
  pthread_cleanup_push(shut, &fd);
  pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &old);
  fd = open(path, O_RDONLY | O_CLOEXEC);
  while (fd >= 0 && read(fd, value, sizeof value) > 0)
    lseek(fd, 0, SEEK_SET);
  pthread_cleanup_pop(1);
  pthread_setcanceltype(old, NULL);
  return NULL;
}
