// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unprotected-release -- -std=gnu17
// A lock in a variable of the function itself: when its thread has ended, nobody waits for it.
#include <pthread.h>
#include <time.h>

void publish(pthread_mutex_t *m);

static void *timer_ok(void *until) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t never = PTHREAD_COND_INITIALIZER;
  pthread_mutex_lock(&mutex);
  while (pthread_cond_timedwait(&never, &mutex, until) == 0)
    ;
  pthread_mutex_unlock(&mutex);
  return NULL;
}

static void *published_bad(void *until) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t never = PTHREAD_COND_INITIALIZER;
  publish(&mutex);
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is acquired here and not released if the thread is cancelled in 'pthread_cond_timedwait' [asyncsafe-unprotected-release]
  while (pthread_cond_timedwait(&never, &mutex, until) == 0)
    ;
  pthread_mutex_unlock(&mutex);
  return NULL;
}

int run(struct timespec *until) {
  pthread_t first, second;
  pthread_create(&first, NULL, timer_ok, until);
  pthread_create(&second, NULL, published_bad, until);
  pthread_cancel(first);
  pthread_cancel(second);
  pthread_join(first, NULL);
  return pthread_join(second, NULL);
}
// CHECK-FIXES: pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &mutex);
