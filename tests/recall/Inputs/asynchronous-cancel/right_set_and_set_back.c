// right: the type is asynchronous for the factorial alone; the result is stored before, and printed behind, the region.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static unsigned long factorial(unsigned n) { return n < 2 ? 1 : n * factorial(n - 1); }

void *worker(void *arg) {
  unsigned n = *(unsigned *)arg;
  volatile unsigned long result = 0;
  int before;
  printf("%u\n", n);
  if (pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &before) != 0)
    return NULL;
  result = factorial(n);
  pthread_setcanceltype(before, NULL);
  printf("%lu\n", result);
  return NULL;
}
