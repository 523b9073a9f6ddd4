// right: the cleanup is pushed on a pointer that is still null, and the handler frees what is there by then.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void free_at(void *where) { free(*(char **)where); }

static void *fetch(void *argument) {
  char *text = NULL;
  int fd = *(int *)argument;
  pthread_cleanup_push(free_at, &text);
  sleep(1);
  text = malloc(256);
  if (text && read(fd, text, 256) > 0)
    fputs("got it\n", stderr);
  pthread_cleanup_pop(1);
  return NULL;
}
int run(int *fd, unsigned seconds) {
  pthread_t t;
  if (pthread_create(&t, NULL, fetch, fd) != 0)
    return -1;
  sleep(seconds);
  pthread_cancel(t);
  return pthread_join(t, NULL);
}
