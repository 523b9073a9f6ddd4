// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- -std=gnu17
// The variable that held the acquisition's result holds another one when it is tested.
#include <pthread.h>

int store(int);
int load(void);
void add(int);
static pthread_mutex_t *mutex;

static int lock_it(pthread_mutex_t *m) {
  int rc = -1;
  rc = pthread_mutex_lock(m);
  return rc;
}

int create_ok(const char *name) {
  int rc = 0;
  if ((rc = lock_it(mutex)) != 0)
    goto not_locked;
  if (!name) {
    rc = -3;
    goto out;
  }
  rc = store(1);
  if (rc == 0) {
    rc = load();
    if (rc == 0)
      add(1);
  }
  add(2);
out:
  pthread_mutex_unlock(mutex);
not_locked:
  return rc;
}

int try_bad(void) {
  int rc = pthread_mutex_trylock(mutex);
  if (rc != 0)
    goto out;
  rc = load();
out:
  pthread_mutex_unlock(mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock '*mutex' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  return rc;
}
