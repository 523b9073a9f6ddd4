// right: no thread of this program is cancelled; the print before the unlock is only slow.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long depth;

static void end(pthread_mutex_t **m) {
  fprintf(stderr, "depth %ld\n", depth);
  pthread_mutex_unlock(*m);
}
static void *diver(void *step) {
  for (int i = 0; i < 10; i++) {
    pthread_mutex_lock(&lock);
    __attribute__((cleanup(end))) pthread_mutex_t *held = &lock;
    depth += *(int *)step;
  }
  return NULL;
}
int main(void) {
  int step = 3;
  pthread_t t;
  if (pthread_create(&t, NULL, diver, &step) != 0)
    return 1;
  diver(&step);
  pthread_join(t, NULL);
  return depth != 60;
}
