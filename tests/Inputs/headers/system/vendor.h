// A library's header with a body that is wrong: nobody can mend it here.
#ifndef MOCK_VENDOR_H
#define MOCK_VENDOR_H
#include <pthread.h>
inline void vendorWork(pthread_mutex_t *m, int n) {
  pthread_mutex_lock(m);
  if (n)
    throw n;
  pthread_mutex_unlock(m);
}
template <class F> void vendorLocked(pthread_mutex_t *m, F run) {
  pthread_mutex_lock(m);
  run();
  pthread_mutex_unlock(m);
}
#endif
