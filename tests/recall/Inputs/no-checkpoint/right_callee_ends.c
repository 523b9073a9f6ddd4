// right: the callee's loop divides its number down and so is over after 64 rounds at most.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>

static atomic_int stop_all;
static atomic_long results;
static unsigned long next_job;

static long digits(unsigned long n) {
  long sum = 0;
  while (1) {
    sum += n % 10;
    n /= 10;
    if (n == 0)
      return sum;
  }
}
static void *worker(void *unused) {
  while (!atomic_load(&stop_all)) {
    next_job++;
    atomic_fetch_add(&results, digits(next_job));
  }
  return unused;
}
static pthread_t thread;
int begin(void) { return pthread_create(&thread, NULL, worker, NULL); }
void end(void) {
  atomic_store(&stop_all, 1);
  pthread_join(thread, NULL);
}
