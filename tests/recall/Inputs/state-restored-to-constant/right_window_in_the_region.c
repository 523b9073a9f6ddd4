// right: inside its region the thread opens a window for the wait, closes it, and at the end restores what it found.
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t filled;

void drain_once(FILE *out) {
  int before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
  fputs("waiting\n", out);
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
  sem_wait(&filled);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
  fputs("got one\n", out);
  pthread_setcancelstate(before, NULL);
}
