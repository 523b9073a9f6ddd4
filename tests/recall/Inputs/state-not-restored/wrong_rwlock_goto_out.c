// wrong: the directory cannot be opened, and 'out' frees but does not unlock: writers wait without end.
#define _GNU_SOURCE
#include <dirent.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct store {
  pthread_rwlock_t lock;
  char root[128];
  int generation;
};

int store_count(struct store *s, const char *sub) {
  int n = -1;
  char *path = malloc(strlen(sub) + sizeof s->root + 2);
  if (!path)
    return -1;
  pthread_rwlock_rdlock(&s->lock); // HERE
  strcpy(path, s->root);
  strcat(path, sub);
  DIR *dir = opendir(path);
  if (!dir)
    goto out; // OR
  for (n = s->generation; readdir(dir); n++)
    ;
  closedir(dir);
  pthread_rwlock_unlock(&s->lock);
out:
  free(path);
  return n;
}
