// wrong: cancellation is disabled for the update only after a message: cancelled in puts(), the node leaks.
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
    struct node *n = malloc(sizeof *n); // HERE
    if (!n)
      return NULL;
    puts("next line?"); // OR
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old); // OR
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
