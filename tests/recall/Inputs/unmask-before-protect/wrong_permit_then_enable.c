// wrong: cancelled in the first recv(), after the mask and before the push, the thread keeps its permit.
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <sys/socket.h>
#include <unistd.h>

static sem_t lines;
static void hang_up(void *s) { sem_post(s); }

static void *operate(void *sock) {
  char c;
  int before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
  while (sem_wait(&lines) != 0) // HERE
    ;
  pthread_setcancelstate(before, NULL); // OR
  ssize_t n = recv(*(int *)sock, &c, 1, 0); // OR
  pthread_cleanup_push(hang_up, &lines);
  while (n == 1 && c != '.')
    n = recv(*(int *)sock, &c, 1, 0);
  pthread_cleanup_pop(1);
  return NULL;
}
int call(pthread_t *t, int *sock) { return pthread_create(t, NULL, operate, sock); }
void cut(pthread_t t) { pthread_cancel(t); }
