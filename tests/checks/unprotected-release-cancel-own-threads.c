// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// Threads that are started here and never cancelled: that another function is prepared for
// its own cancellation, asked for in another file, says nothing about them.
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t m;
static pthread_cond_t c;
static pthread_t workers[4];
static int jobs, idle;

static void unlock(void *p) { pthread_mutex_unlock(p); }

static void *worker_ok(void *a) {
  pthread_mutex_lock(&m);
  while (jobs == 0)
    pthread_cond_wait(&c, &m);
  pthread_mutex_unlock(&m);
  return a;
}
void start(void) {
  for (int i = 0; i < 4; ++i)
    pthread_create(&workers[i], NULL, worker_ok, NULL);
}
void wait_for_workers_ok(void) {
  pthread_mutex_lock(&m);
  pthread_cleanup_push(unlock, &m);
  while (idle < 4)
    pthread_cond_wait(&c, &m);
  pthread_cleanup_pop(1);
}
/// This one says that it can be cancelled.
void is_prepared_for_one_only_bad(int fd, char *b) {
  pthread_mutex_lock(&m);
  pthread_cleanup_push(unlock, &m);
  read(fd, b, 1);
  pthread_cleanup_pop(1);
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(fd, b, 1);
  pthread_mutex_unlock(&m);
}
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &m);
