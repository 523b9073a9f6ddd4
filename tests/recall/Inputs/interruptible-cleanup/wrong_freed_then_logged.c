// wrong: cancelled in fprintf() between free() and the store, the handler frees the buffer a second time.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct page {
  char *text;
  FILE *log;
};
static void page_reset(void *arg) {
  struct page *p = arg;
  free(p->text); // OR
  fprintf(p->log, "page reset\n"); // HERE
  p->text = NULL;
}
static void *render(void *arg) {
  struct page *p = arg;
  pthread_cleanup_push(page_reset, p);
  for (;;) {
    p->text = malloc(1 << 16);
    sleep(1);
    page_reset(p); // OR
  }
  pthread_cleanup_pop(1);
  return NULL;
}
int render_start(pthread_t *t, struct page *p) { return pthread_create(t, NULL, render, p); }
void render_stop(pthread_t t) { pthread_cancel(t); }
