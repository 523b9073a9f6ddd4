// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
#include <pthread.h>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
pthread_mutex_t M;

void sameLine_ok() {
  pthread_mutex_lock(&M); // NOLINT(asyncsafe-unprotected-release): the caller unlocks
  mayThrow();
  pthread_mutex_unlock(&M);
}
void sameLineGlob_ok() {
  pthread_mutex_lock(&M); // NOLINT(asyncsafe-*)
  mayThrow();
  pthread_mutex_unlock(&M);
}
void sameLineAll_ok() {
  pthread_mutex_lock(&M); // NOLINT
  mayThrow();
  pthread_mutex_unlock(&M);
}
void nextLine_ok() {
  // NOLINTNEXTLINE(asyncsafe-unprotected-release)
  pthread_mutex_lock(&M);
  mayThrow();
  pthread_mutex_unlock(&M);
}
// NOLINTBEGIN(asyncsafe-unprotected-release)
void region_ok() {
  pthread_mutex_lock(&M);
  mayThrow();
  pthread_mutex_unlock(&M);
}
// NOLINTEND(asyncsafe-unprotected-release)
void anotherCheck_bad() {
  pthread_mutex_lock(&M); // NOLINT(asyncsafe-acquire-before-try)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  pthread_mutex_unlock(&M);
}
