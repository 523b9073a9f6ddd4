// wrong: the queue's lock-out ends with an empty set, so SIGUSR1, blocked by the embedding program, comes through.
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>

struct item {
  struct item *next;
  int value;
};
static struct item *head;

int pop(int *value) {
  sigset_t full, empty, were;
  struct item *it;
  sigfillset(&full);
  sigemptyset(&empty);
  pthread_sigmask(SIG_BLOCK, &full, &were); // OR
  if ((it = head) == NULL) {
    pthread_sigmask(SIG_SETMASK, &were, NULL);
    return 0;
  }
  head = it->next;
  *value = it->value;
  free(it);
  pthread_sigmask(SIG_SETMASK, &empty, NULL); // HERE
  return 1;
}
