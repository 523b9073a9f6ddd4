// right: the worker blocks all signals for its whole life; the old mask is kept for a trace only.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

struct queue {
  int jobs;
};
int queue_take(struct queue *q, int *job);

void *worker(void *argument) {
  sigset_t all, before;
  int job;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  if (sigismember(&before, SIGTERM))
    fprintf(stderr, "worker: SIGTERM was blocked already\n");
  while (queue_take(argument, &job)) {
    if (job < 0)
      return NULL;
    printf("%d\n", job);
  }
  return NULL;
}
