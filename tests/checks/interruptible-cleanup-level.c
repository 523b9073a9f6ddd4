// What is lost in a cleanup is as grave as anywhere: an error by default, not a note.
// RUN: sh -c '%asyncsafe check %s -- %mock > %t; test $? = 1' && FileCheck-22 %s < %t
// CHECK: error: this cleanup routine can be left here before it releases lock '*m'
// CHECK: note: the lock stays held
#include <pthread.h>
#include <unistd.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void leave(void *m) {
  write(2, "leaving\n", 8);
  pthread_mutex_unlock(m);
}
static void *eater(void *argument) {
  pthread_mutex_lock(&lock);
  pthread_cleanup_push(leave, &lock);
  pthread_testcancel();
  pthread_cleanup_pop(1);
  return argument;
}
int start(pthread_t *t) { return pthread_create(t, 0, eater, 0); }
void stop(pthread_t t) { pthread_cancel(t); }
