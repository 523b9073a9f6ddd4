// right: cancellation is enabled again only where it was enabled at the entry.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static FILE *trace;

void trace_line(const char *text) {
  int state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  if (trace) {
    fputs(text, trace);
    fflush(trace);
  }
  if (state == PTHREAD_CANCEL_ENABLE)
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
}
