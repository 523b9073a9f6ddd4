// right: in the asynchronous region there is arithmetic alone; the print stands behind it.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static void *primes(void *limit) {
  long count = 0;
  int type;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &type);
  for (long n = 2; n < *(long *)limit; n++) {
    long d = 2;
    while (d * d <= n && n % d)
      d++;
    if (d * d > n)
      count++;
  }
  pthread_setcanceltype(type, NULL);
  printf("%ld primes\n", count);
  return NULL;
}
int start(pthread_t *t, long *limit) { return pthread_create(t, NULL, primes, limit); }
void stop(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
