/* Calls everything in models/posix-outcomes.json. */
#define _GNU_SOURCE
#include <error.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>

void outcomes(sem_t *Sem, sigset_t *Set, pthread_mutex_t *Mutex, pthread_rwlock_t *Lock, pthread_spinlock_t *Spin,
              pthread_cond_t *Changed, struct timespec *Time, struct timeval *Value) {
  int Before;
  clock_gettime(CLOCK_MONOTONIC, Time);
  clock_getres(CLOCK_BOOTTIME, Time);
  gettimeofday(Value, 0);
  sigemptyset(Set);
  sigfillset(Set);
  sigaddset(Set, SIGINT);
  sigdelset(Set, SIGTERM);
  sigprocmask(SIG_BLOCK, Set, 0);
  pthread_sigmask(SIG_SETMASK, Set, 0);
  sigaction(SIGINT, 0, 0);
  sem_init(Sem, 0, 1);
  sem_post(Sem);
  pthread_mutex_unlock(Mutex);
  pthread_rwlock_unlock(Lock);
  pthread_spin_unlock(Spin);
  pthread_cond_signal(Changed);
  pthread_cond_broadcast(Changed);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Before);
  pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &Before);
  error_at_line(1, 0, "file", 1, "ends");
  error(1, 0, "ends");
}
