// right: every way out goes by the label that restores the cancel state.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

int journal_append(const char *path, const char *line) {
  int state, rc = -1;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    goto out;
  if (write(fd, line, strlen(line)) == (ssize_t)strlen(line))
    rc = 0;
  close(fd);
out:
  pthread_setcancelstate(state, NULL);
  return rc;
}
