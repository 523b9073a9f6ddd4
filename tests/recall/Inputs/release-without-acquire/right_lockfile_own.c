// right: only who created the lock file removes it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int with_lock_file(const char *path, int (*work)(void)) {
  int fd = open(path, O_CREAT | O_EXCL | O_WRONLY, 0644);
  if (fd < 0) {
    fprintf(stderr, "%s: locked\n", path);
    return -1;
  }
  int rc = work();
  close(fd);
  unlink(path);
  return rc;
}
