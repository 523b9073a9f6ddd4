// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// A thread's handle goes through a local variable to where it is cancelled by.
#include <pthread.h>
#include <unistd.h>

struct pool {
  pthread_t all[4];
};
static pthread_mutex_t m;
static pthread_t workers[4], joined_only[4];

static void *worker_bad(void *fd) {
  char c;
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(*(int *)fd, &c, 1);
  pthread_mutex_unlock(&m);
  return fd;
}
static void *pooled_bad(void *fd) {
  char c;
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(*(int *)fd, &c, 1);
  pthread_mutex_unlock(&m);
  return fd;
}
static void *joined_ok(void *fd) {
  char c;
  pthread_mutex_lock(&m);
  read(*(int *)fd, &c, 1);
  pthread_mutex_unlock(&m);
  return fd;
}
static void *forgotten_ok(void *fd) {
  char c;
  pthread_mutex_lock(&m);
  read(*(int *)fd, &c, 1);
  pthread_mutex_unlock(&m);
  return fd;
}
void start(struct pool *pool, int *fd) {
  pthread_t thread, other, third, fourth;
  for (int i = 0; i < 4; ++i) {
    pthread_create(&thread, NULL, worker_bad, fd);
    workers[i] = thread;
    pthread_create(&other, NULL, pooled_bad, fd);
    pool->all[i] = other;
    pthread_create(&third, NULL, joined_ok, fd);
    joined_only[i] = third;
  }
  pthread_create(&fourth, NULL, forgotten_ok, fd);
}
void stop(struct pool *pool) {
  for (int i = 0; i < 4; ++i) {
    pthread_cancel(workers[i]);
    pthread_cancel(pool->all[i]);
    pthread_join(joined_only[i], NULL);
  }
}
