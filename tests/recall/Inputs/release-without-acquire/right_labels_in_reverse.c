// right: each label releases what was acquired before the jump to it, and no more.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct config {
  pthread_rwlock_t lock;
  size_t used;
  char *text;
};

int config_load(struct config *c, const char *path, size_t max) {
  int rc = -1;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    goto no_file;
  char *text = malloc(max);
  if (!text)
    goto no_memory;
  ssize_t n = read(fd, text, max);
  if (n < 0)
    goto no_text;
  if (pthread_rwlock_wrlock(&c->lock) != 0)
    goto no_text;
  char *old = c->text;
  c->text = text;
  c->used = n;
  text = old;
  rc = 0;
  pthread_rwlock_unlock(&c->lock);
no_text:
  free(text);
no_memory:
  close(fd);
no_file:
  return rc;
}
