// wrong: the file cannot be opened, and the thread stays uncancellable: a later pthread_cancel() and join hang.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

int journal_append(const char *path, const char *line) {
  int state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state); // HERE
  int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return -1; // OR
  ssize_t n = write(fd, line, strlen(line));
  close(fd);
  pthread_setcancelstate(state, NULL);
  return n == (ssize_t)strlen(line) ? 0 : -1;
}
