// wrong: for an empty table the thread stays asynchronously cancellable: a cancel then strikes inside malloc or a lock.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

double weighted_sum(const double *v, const double *w, size_t n) {
  int type;
  double sum = 0;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &type); // HERE
  if (n == 0)
    return 0; // OR
  for (size_t i = 0; i < n; i++)
    sum += v[i] * w[i];
  pthread_setcanceltype(type, NULL);
  return sum;
}
