// right: the body of a thread owns its cancel state: nobody calls it masked, and it starts enabled.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *logger(void *argument) {
  FILE *out = argument;
  for (;;) {
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
    fputs("alive\n", out);
    fflush(out);
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
    sleep(5);
  }
  return NULL;
}
int start_logger(pthread_t *thread) { return pthread_create(thread, NULL, logger, stderr); }
void stop_logger(pthread_t thread) {
  pthread_cancel(thread);
  pthread_join(thread, NULL);
}
