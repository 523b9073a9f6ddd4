// right: a thread that is made to take SIGUSR2 unblocks it at its start; there is no region and nobody to restore for.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stddef.h>

struct job {
  void (*run)(struct job *);
};

void *taker(void *argument) {
  struct job *job = argument;
  sigset_t usr2;
  sigemptyset(&usr2);
  sigaddset(&usr2, SIGUSR2);
  pthread_sigmask(SIG_UNBLOCK, &usr2, NULL);
  job->run(job);
  return NULL;
}
