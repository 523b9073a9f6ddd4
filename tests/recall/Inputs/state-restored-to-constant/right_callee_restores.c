// right: the callee saves and restores, so regions nest.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int spare[16], top;

static void pool_return(int slot) {
  int state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  fprintf(stderr, "slot %d comes back\n", slot);
  spare[top++ % 16] = slot;
  pthread_setcancelstate(state, NULL);
}
int pool_swap(int slot) {
  int state, got;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  pthread_mutex_lock(&lock);
  got = spare[--top % 16];
  pool_return(slot);
  fprintf(stderr, "slot %d taken\n", got);
  pthread_mutex_unlock(&lock);
  pthread_setcancelstate(state, NULL);
  return got;
}
