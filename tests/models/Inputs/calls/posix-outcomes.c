/* Calls everything in models/posix-outcomes.json. */
#define _GNU_SOURCE
#include <error.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
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
  pthread_cond_wait(Changed, Mutex);
  pthread_mutex_init(Mutex, 0);
  pthread_mutex_destroy(Mutex);
  pthread_cond_init(Changed, 0);
  pthread_cond_destroy(Changed);
  pthread_rwlock_init(Lock, 0);
  pthread_rwlock_destroy(Lock);
  pthread_spin_init(Spin, 0);
  pthread_spin_destroy(Spin);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Before);
  pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &Before);
  pthread_attr_t Thread;
  pthread_mutexattr_t OfMutex;
  pthread_condattr_t OfCondition;
  pthread_rwlockattr_t OfLock;
  pthread_attr_destroy(&Thread);
  pthread_mutexattr_init(&OfMutex);
  pthread_mutexattr_settype(&OfMutex, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutexattr_destroy(&OfMutex);
  pthread_condattr_init(&OfCondition);
  pthread_condattr_setclock(&OfCondition, CLOCK_MONOTONIC);
  pthread_condattr_destroy(&OfCondition);
  pthread_rwlockattr_init(&OfLock);
  pthread_rwlockattr_destroy(&OfLock);
  error_at_line(1, 0, "file", 1, "ends");
  error(1, 0, "ends");
}

void error_numbers(pthread_t Thread, pthread_attr_t *How, pthread_mutex_t *Mutex, pthread_rwlock_t *Lock,
                   pthread_cond_t *Changed, struct timespec *Time, pthread_key_t *Key, sigset_t *Set, void *(*Run)(void *)) {
  void *Block;
  pid_t Child;
  int Signal;
  pthread_attr_init(How);
  pthread_attr_setdetachstate(How, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(How, 1 << 20);
  pthread_create(&Thread, How, Run, 0);
  pthread_kill(Thread, SIGUSR1);
  pthread_cancel(Thread);
  pthread_detach(Thread);
  pthread_join(Thread, 0);
  pthread_mutex_lock(Mutex);
  pthread_mutex_trylock(Mutex);
  pthread_mutex_timedlock(Mutex, Time);
  pthread_cond_timedwait(Changed, Mutex, Time);
  pthread_rwlock_rdlock(Lock);
  pthread_rwlock_wrlock(Lock);
  pthread_rwlock_tryrdlock(Lock);
  pthread_rwlock_trywrlock(Lock);
  pthread_key_create(Key, 0);
  pthread_setspecific(*Key, 0);
  posix_memalign(&Block, 64, 64);
  posix_spawn(&Child, "/bin/true", 0, 0, 0, 0);
  posix_spawnp(&Child, "true", 0, 0, 0, 0);
  clock_nanosleep(CLOCK_MONOTONIC, 0, Time, 0);
  sigwait(Set, &Signal);
}
