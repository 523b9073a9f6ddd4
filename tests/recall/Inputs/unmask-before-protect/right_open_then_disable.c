// right: between malloc() and the mask there is no cancellation point, so nothing can strike in the gap.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct node {
  struct node *next;
  char text[120];
};
static struct node *list;

static void *gather(void *in) {
  for (;;) {
    int old;
    puts("next line?");
    struct node *n = malloc(sizeof *n);
    if (!n)
      return NULL;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
    int more = fgets(n->text, sizeof n->text, in) != NULL;
    if (more) {
      n->next = list;
      list = n;
    } else
      free(n);
    pthread_setcancelstate(old, NULL);
    if (!more)
      return NULL;
    sleep(1);
  }
}
int start(pthread_t *t) { return pthread_create(t, NULL, gather, stdin); }
void stop(pthread_t t) { pthread_cancel(t); }
