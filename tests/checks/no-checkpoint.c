// RUN: %check_asyncsafe -checks=asyncsafe-no-checkpoint -option=Strict=true %s %t -- -std=gnu17
// Loops that end, that check, or whose end is unknown, and one that does none of these.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

struct node {
  struct node *next;
  long weight;
};
static atomic_int leave;
static atomic_long best;
static unsigned long beats;
long given(void);

static void *asks(void *unused) {
  for (;;) {
    pthread_testcancel();
    beats++;
  }
  return unused;
}
static void *waits(void *unused) {
  for (;;)
    usleep(10);
  return unused;
}
static void *flag(void *unused) {
  while (!atomic_load(&leave))
    beats++;
  return unused;
}
static void *counted(void *limit) {
  for (long i = 0; i < *(long *)limit; i++)
    beats += i;
  for (unsigned long n = 1000;;) {
    n /= 10;
    if (n == 0)
      return limit;
  }
}
static void *listed(void *list) {
  for (struct node *n = list; n; n = n->next)
    beats += n->weight;
  return list;
}
static void *ended_by_others(void *unused) {
  while (atomic_load(&best) < 100)
    beats++;
  return unused;
}
static void *unknown(void *unused) {
  for (;;)
    beats += given();
  return unused;
}
static void *deaf(void *unused) {
  unsigned x = 1;
  for (;;) {
    x = x * 1664525u + 1013904223u;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop has no end and no cancellation point [asyncsafe-no-checkpoint]
    if (x > 77)
      beats = x;
  }
  return unused;
}
static void *converges(void *unused) {
  long x = 2, n = 0;
  do {
    x = x * 7 % 1009;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop has no end and no cancellation point [asyncsafe-no-checkpoint]
    n++;
  } while (x != 1);
  beats = n;
  return unused;
}
void on_no_thread(void) {
  for (;;)
    beats++;
}
int start(pthread_t *t, long *limit, struct node *list) {
  leave = 0;
  void *(*bodies[])(void *) = {asks};
  (void)bodies;
  return pthread_create(t, NULL, asks, NULL) | pthread_create(t, NULL, waits, NULL) |
         pthread_create(t, NULL, flag, NULL) | pthread_create(t, NULL, counted, limit) |
         pthread_create(t, NULL, listed, list) | pthread_create(t, NULL, ended_by_others, NULL) |
         pthread_create(t, NULL, unknown, NULL) | pthread_create(t, NULL, deaf, NULL) |
         pthread_create(t, NULL, converges, NULL);
}
void stop(pthread_t t) {
  leave = 1;
  pthread_cancel(t);
  pthread_join(t, NULL);
}
