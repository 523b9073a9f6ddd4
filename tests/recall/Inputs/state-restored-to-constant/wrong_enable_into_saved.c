// wrong: the old state is fetched and then overwritten: called in a region without cancellation, it ends that region.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static FILE *trace;

void trace_line(const char *text) {
  int state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state); // OR
  if (trace) {
    fputs(text, trace);
    fflush(trace);
  }
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &state); // HERE
}
