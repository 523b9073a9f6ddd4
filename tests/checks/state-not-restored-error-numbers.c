// RUN: %check_asyncsafe -checks=asyncsafe-state-not-restored %s %t --
// Functions that answer with an error number never answer less than 0: what stands behind such a test is dead.
#include <pthread.h>
#include <stdlib.h>

struct service {
  pthread_mutex_t lock;
  pthread_t thread;
  int running;
};
void *serve(void *);
int launch(pthread_t *, void *(*)(void *), void *);

//===--- Silent -----------------------------------------------------------===//

int never_below_zero_ok(struct service *s) {
  pthread_mutex_lock(&s->lock);
  if (pthread_create(&s->thread, NULL, serve, s) < 0)
    return -1;
  s->running = 1;
  pthread_mutex_unlock(&s->lock);
  return 0;
}
int never_below_zero_in_a_variable_ok(struct service *s) {
  pthread_mutex_lock(&s->lock);
  int error = pthread_create(&s->thread, NULL, serve, s);
  if (error == -1)
    return -1;
  s->running = 1;
  pthread_mutex_unlock(&s->lock);
  return 0;
}

//===--- Alarms -----------------------------------------------------------===//

int error_number_bad(struct service *s) {
  pthread_mutex_lock(&s->lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 's->lock' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
  if (pthread_create(&s->thread, NULL, serve, s) != 0)
    return -1;
  s->running = 1;
  pthread_mutex_unlock(&s->lock);
  return 0;
}
int variable_of_two_bad(struct service *s, int how) {
  pthread_mutex_lock(&s->lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 's->lock' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
  int error = pthread_create(&s->thread, NULL, serve, s);
  if (how)
    error = launch(&s->thread, serve, s);
  if (error < 0)
    return -1;
  s->running = 1;
  pthread_mutex_unlock(&s->lock);
  return 0;
}
int another_function_bad(struct service *s) {
  pthread_mutex_lock(&s->lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 's->lock' is acquired here and not released on a path that returns early [asyncsafe-state-not-restored]
  if (launch(&s->thread, serve, s) < 0)
    return -1;
  s->running = 1;
  pthread_mutex_unlock(&s->lock);
  return 0;
}
