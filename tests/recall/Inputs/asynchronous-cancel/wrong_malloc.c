// wrong: cancelled inside malloc(), the thread leaves the arena's lock held and its lists half changed.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct row {
  struct row *next;
  double cells[16];
};

void *build(void *arg) {
  struct row **head = arg;
  int old;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old); // OR
  for (int i = 0; i < 100000; i++) {
    struct row *r = malloc(sizeof *r); // HERE
    if (!r)
      break;
    r->cells[0] = i * 0.5;
    r->next = *head;
    *head = r;
  }
  pthread_setcanceltype(old, NULL);
  return NULL;
}
