// wrong: the worker asks between two jobs, but a job, called from it, can loop without end: the stop waits.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>

static atomic_int stop_all;
static atomic_long results;
static long next_job;

static long period(long a, long m) {
  long x = a, n = 0;
  while (1) { // HERE
    x = x * a % m;
    n++;
    if (x == 1)
      return n;
  }
}
static void *worker(void *unused) {
  while (!atomic_load(&stop_all)) {
    next_job++;
    atomic_fetch_add(&results, period(7, next_job * 1000 + 1));
  }
  return unused;
}
static pthread_t thread;
int begin(void) { return pthread_create(&thread, NULL, worker, NULL); }
void end(void) {
  atomic_store(&stop_all, 1);
  pthread_join(thread, NULL);
}
