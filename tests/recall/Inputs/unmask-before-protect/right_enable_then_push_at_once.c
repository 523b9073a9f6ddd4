// right: between the end of the mask and the push there is a test only, and no cancellation point.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *reader(void *count) {
  int state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  char *text = malloc(4096);
  fprintf(stderr, "reader: %s\n", text ? "ready" : "no memory");
  pthread_setcancelstate(state, NULL);
  if (!text)
    return NULL;
  pthread_cleanup_push(free, text);
  while (read(0, text, 4096) > 0)
    ++*(long *)count;
  pthread_cleanup_pop(1);
  return NULL;
}
int start(pthread_t *t, long *count) { return pthread_create(t, NULL, reader, count); }
void stop(pthread_t t) { pthread_cancel(t); }
