// right: while the type is asynchronous and anything is called, cancellation as such is disabled.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

void *report(void *arg) {
  long n = 0;
  int state, type;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &type);
  FILE *out = fopen(arg, "w");
  if (out) {
    fputs("started\n", out);
    fclose(out);
  }
  pthread_setcancelstate(state, NULL);
  while (n < 1000000000)
    n++;
  pthread_setcanceltype(type, NULL);
  return NULL;
}
