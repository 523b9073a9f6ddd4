// wrong: another instance has the lock file, and the loser removes it on its way out: a third instance then starts.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int with_lock_file(const char *path, int (*work)(void)) {
  int rc = -1;
  int fd = open(path, O_CREAT | O_EXCL | O_WRONLY, 0644); // OR
  if (fd < 0) {
    fprintf(stderr, "%s: locked\n", path);
    goto out;
  }
  rc = work();
  close(fd);
out:
  unlink(path); // HERE
  return rc;
}
