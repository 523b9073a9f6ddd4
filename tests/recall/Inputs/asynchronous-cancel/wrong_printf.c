// wrong: cancelled inside printf(), the thread dies with the stream's lock held; every later print hangs.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static void *primes(void *limit) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL); // OR
  for (long n = 2; n < *(long *)limit; n++) {
    long d = 2;
    while (d * d <= n && n % d)
      d++;
    if (d * d > n)
      printf("%ld\n", n); // HERE
  }
  return NULL;
}
int start(pthread_t *t, long *limit) { return pthread_create(t, NULL, primes, limit); }
void stop(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
