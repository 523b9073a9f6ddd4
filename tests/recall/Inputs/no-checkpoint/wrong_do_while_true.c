// wrong: the cancelled solver loops until the puzzle is solved; an unsolvable one is never left.
#define _GNU_SOURCE
#include <pthread.h>
#include <unistd.h>

static unsigned board[81], seen;
static int solved(void) {
  unsigned sum = 0;
  for (int i = 0; i < 81; i++)
    sum += board[i];
  return sum == 405 + seen;
}
static void *solver(void *seed) {
  unsigned x = *(unsigned *)seed;
  do { // HERE
    x = x * 1664525u + 1013904223u;
    board[x % 81] = x >> 16 & 7;
  } while (!solved());
  return NULL;
}
static void *watcher(void *unused) {
  for (;;) {
    seen++;
    pthread_testcancel();
  }
  return unused;
}
void race(unsigned *seed) {
  pthread_t s, w;
  if (pthread_create(&s, NULL, solver, seed) | pthread_create(&w, NULL, watcher, NULL))
    return;
  sleep(10);
  pthread_cancel(s);
  pthread_cancel(w);
  pthread_join(s, NULL);
  pthread_join(w, NULL);
}
