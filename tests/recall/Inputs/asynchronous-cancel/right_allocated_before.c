// right: the rows are allocated before the region; inside it, their cells are computed.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>

struct row {
  double cells[16];
};

void *build(void *arg) {
  struct row *rows = arg;
  int old;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old);
  for (int i = 0; i < 100000; i++)
    for (int k = 0; k < 16; k++)
      rows[i].cells[k] = i * 0.5 + k;
  pthread_setcanceltype(old, NULL);
  return NULL;
}
