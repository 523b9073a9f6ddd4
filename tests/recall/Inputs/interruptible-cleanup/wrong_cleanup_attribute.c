// wrong: at the normal end of the scope the attribute's function prints first: cancelled there, it does not unlock.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long depth;

static void end(pthread_mutex_t **m) {
  fprintf(stderr, "depth %ld\n", depth); // HERE
  pthread_mutex_unlock(*m); // OR
}
static void *diver(void *step) {
  for (;;) {
    {
      pthread_mutex_lock(&lock); // OR
      __attribute__((cleanup(end))) pthread_mutex_t *held = &lock;
      depth += *(int *)step;
    }
    sleep(1);
  }
  return NULL;
}
int dive(pthread_t *t, int *step) { return pthread_create(t, NULL, diver, step); }
void surface(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
