// right: the handler waits one second at most for the peer.
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

struct line {
  int fd;
  sem_t acknowledged;
};
static void hang_up(void *arg) {
  struct line *l = arg;
  struct timespec until;
  write(l->fd, "BYE\n", 4);
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += 1;
  sem_timedwait(&l->acknowledged, &until);
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
