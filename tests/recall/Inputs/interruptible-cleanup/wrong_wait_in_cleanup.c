// wrong: the cancelled thread's handler waits for an answer that a dead peer never gives: pthread_join() hangs.
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <unistd.h>

struct line {
  int fd;
  sem_t acknowledged;
};
static void hang_up(void *arg) {
  struct line *l = arg;
  write(l->fd, "BYE\n", 4);
  while (sem_wait(&l->acknowledged) != 0) // HERE
    ;
}
static void *listener(void *arg) {
  struct line *l = arg;
  char c;
  pthread_cleanup_push(hang_up, l);
  while (read(l->fd, &c, 1) == 1)
    if (c == '+')
      sem_post(&l->acknowledged);
  pthread_cleanup_pop(0);
  return NULL;
}
int line_open(pthread_t *t, struct line *l) { return pthread_create(t, NULL, listener, l); }
void line_close(pthread_t t, struct line *l) {
  pthread_cancel(t);
  pthread_join(t, NULL);
  close(l->fd);
}
