// right: the walk ends with the list, and the loop around it asks.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

struct node {
  struct node *next;
  long weight;
};
static long heaviest;

static void *scan(void *list) {
  for (;;) {
    long max = 0;
    pthread_testcancel();
    struct node *n = list;
    while (n) {
      if (n->weight > max)
        max = n->weight;
      n = n->next;
    }
    heaviest = max;
  }
  return NULL;
}
int start(pthread_t *t, struct node *list) { return pthread_create(t, NULL, scan, list); }
void stop(pthread_t t) {
  pthread_cancel(t);
  pthread_join(t, NULL);
}
