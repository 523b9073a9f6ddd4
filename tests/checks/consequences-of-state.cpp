// What happens next is said for each kind of state, and is as grave as it is said to be.
// RUN: sh -c '%asyncsafe check %s -- %mock -std=c++20 > %t; test $? = 1' && FileCheck-22 %s < %t
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
int append(int value);

// CHECK: [[@LINE+5]]:{{[0-9]+}}: error: {{.*}}[asyncsafe-state-not-restored]
// CHECK: note: the thread can no longer be cancelled, and the thread that joins it blocks forever
// CHECK-NOT: whoever
int uncancellable(int value) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  if (append(value) < 0)
    return -1;
  pthread_setcancelstate(old, nullptr);
  return 0;
}
// CHECK: error: {{.*}}[asyncsafe-state-not-restored]
// CHECK: note: the next thread that takes the lock blocks forever
int locked(int value) {
  pthread_mutex_lock(&mutex);
  if (append(value) < 0)
    return -1;
  pthread_mutex_unlock(&mutex);
  return 0;
}
