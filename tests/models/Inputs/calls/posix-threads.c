/* Calls everything in models/posix-threads.json. */
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <threads.h>


/* Some value of a type. */
#define ANY(Type) (*(__typeof__(Type) *)p)

void all(void *p) {
  pthread_mutex_lock(ANY(pthread_mutex_t *)); pthread_mutex_trylock(ANY(pthread_mutex_t *));
  pthread_mutex_timedlock(ANY(pthread_mutex_t *restrict), ANY(const struct timespec *restrict));
  pthread_mutex_clocklock(ANY(pthread_mutex_t *restrict), ANY(int), ANY(const struct timespec *restrict));
  pthread_mutex_unlock(ANY(pthread_mutex_t *)); pthread_rwlock_wrlock(ANY(pthread_rwlock_t *));
  pthread_rwlock_trywrlock(ANY(pthread_rwlock_t *));
  pthread_rwlock_timedwrlock(ANY(pthread_rwlock_t *restrict), ANY(const struct timespec *restrict));
  pthread_rwlock_clockwrlock(ANY(pthread_rwlock_t *restrict), ANY(int), ANY(const struct timespec *restrict));
  pthread_rwlock_rdlock(ANY(pthread_rwlock_t *));
  pthread_rwlock_tryrdlock(ANY(pthread_rwlock_t *));
  pthread_rwlock_timedrdlock(ANY(pthread_rwlock_t *restrict), ANY(const struct timespec *restrict));
  pthread_rwlock_clockrdlock(ANY(pthread_rwlock_t *restrict), ANY(int), ANY(const struct timespec *restrict));
  pthread_rwlock_unlock(ANY(pthread_rwlock_t *)); pthread_spin_lock(ANY(volatile int *));
  pthread_spin_trylock(ANY(volatile int *)); pthread_spin_unlock(ANY(volatile int *));
  sem_wait(ANY(sem_t *)); sem_trywait(ANY(sem_t *));
  sem_timedwait(ANY(sem_t *restrict), ANY(const struct timespec *restrict));
  sem_clockwait(ANY(sem_t *restrict), ANY(int), ANY(const struct timespec *restrict));
  sem_post(ANY(sem_t *));
  pthread_cond_wait(ANY(pthread_cond_t *restrict), ANY(pthread_mutex_t *restrict));
  pthread_cond_timedwait(ANY(pthread_cond_t *restrict), ANY(pthread_mutex_t *restrict), ANY(const struct timespec *restrict));
  pthread_cond_clockwait(ANY(pthread_cond_t *restrict), ANY(pthread_mutex_t *restrict), ANY(int), ANY(const struct timespec *restrict));
  pthread_cond_signal(ANY(pthread_cond_t *)); pthread_cond_broadcast(ANY(pthread_cond_t *));
  pthread_barrier_wait(ANY(pthread_barrier_t *));
  pthread_timedjoin_np(ANY(pthread_t), ANY(void **), ANY(const struct timespec *));
  pthread_clockjoin_np(ANY(pthread_t), ANY(void **), ANY(clockid_t), ANY(const struct timespec *));
  thrd_sleep(ANY(const struct timespec *), ANY(struct timespec *));
  pthread_create(ANY(unsigned long *restrict), ANY(const union pthread_attr_t *restrict), ANY(void *(*)(void *)), ANY(void *restrict));
  pthread_join(ANY(unsigned long), ANY(void **)); pthread_once(ANY(int *), ANY(void (*)(void)));
  pthread_mutex_init(ANY(pthread_mutex_t *), ANY(const pthread_mutexattr_t *));
  pthread_mutex_destroy(ANY(pthread_mutex_t *)); pthread_mutex_consistent(ANY(pthread_mutex_t *));
  pthread_cond_init(ANY(pthread_cond_t *restrict), ANY(const pthread_condattr_t *restrict));
  pthread_cond_destroy(ANY(pthread_cond_t *));
  pthread_rwlock_init(ANY(pthread_rwlock_t *restrict), ANY(const pthread_rwlockattr_t *restrict));
  pthread_rwlock_destroy(ANY(pthread_rwlock_t *));
  pthread_spin_init(ANY(volatile int *), ANY(int)); pthread_spin_destroy(ANY(volatile int *));
  sem_init(ANY(sem_t *), ANY(int), ANY(unsigned int)); sem_destroy(ANY(sem_t *));
  sem_getvalue(ANY(sem_t *restrict), ANY(int *restrict)); pthread_self();
  pthread_equal(ANY(unsigned long), ANY(unsigned long)); pthread_detach(ANY(unsigned long));
  pthread_kill(ANY(unsigned long), ANY(int)); pthread_getspecific(ANY(unsigned int));
  pthread_setspecific(ANY(unsigned int), ANY(const void *));
  pthread_key_create(ANY(unsigned int *), ANY(void (*)(void *)));
  pthread_sigmask(ANY(int), ANY(const __sigset_t *restrict), ANY(__sigset_t *restrict));
  pthread_setname_np(ANY(unsigned long), ANY(const char *));
  pthread_setcancelstate(ANY(int), ANY(int *)); pthread_setcanceltype(ANY(int), ANY(int *));
  pthread_testcancel(); pthread_cancel(ANY(unsigned long));
  __pthread_register_cancel(ANY(__pthread_unwind_buf_t *));
  __pthread_unregister_cancel(ANY(__pthread_unwind_buf_t *));
  __pthread_unwind_next(ANY(__pthread_unwind_buf_t *));
  __pthread_register_cancel_defer(ANY(__pthread_unwind_buf_t *));
  __pthread_unregister_cancel_restore(ANY(__pthread_unwind_buf_t *)); mtx_lock(ANY(mtx_t *));
  mtx_trylock(ANY(mtx_t *));
  mtx_timedlock(ANY(mtx_t *restrict), ANY(const struct timespec *restrict));
  mtx_unlock(ANY(mtx_t *)); cnd_wait(ANY(cnd_t *), ANY(mtx_t *));
  cnd_timedwait(ANY(cnd_t *restrict), ANY(mtx_t *restrict), ANY(const struct timespec *restrict));
  cnd_signal(ANY(cnd_t *)); cnd_broadcast(ANY(cnd_t *));
  thrd_create(ANY(unsigned long *), ANY(int (*)(void *)), ANY(void *));
  thrd_join(ANY(unsigned long), ANY(int *)); call_once(ANY(__once_flag *), ANY(void (*)(void)));
  mtx_init(ANY(mtx_t *), ANY(int)); mtx_destroy(ANY(mtx_t *)); cnd_init(ANY(cnd_t *));
  cnd_destroy(ANY(cnd_t *)); thrd_current(); thrd_equal(ANY(unsigned long), ANY(unsigned long));
  thrd_detach(ANY(unsigned long)); thrd_yield();
}
void ends_pthread_exit(void *p) { pthread_exit(ANY(void *)); }
void ends_thrd_exit(void *p) { thrd_exit(ANY(int)); }

void exits(void *p) {
  atexit(ANY(void (*)(void)));
  at_quick_exit(ANY(void (*)(void)));
  on_exit(ANY(void (*)(int, void *)), ANY(void *));
}

/* pthread_cleanup_push() and its kin expand to what the rows of evidence name. */
void cleanup(void *p) {
  pthread_cleanup_push(ANY(void (*)(void *)), p);
  pthread_cleanup_pop(1);
  pthread_cleanup_push_defer_np(ANY(void (*)(void *)), p);
  pthread_cleanup_pop_restore_np(1);
}
__pthread_unwind_buf_t *Buffer;
struct __pthread_cleanup_frame *Frame;
#ifdef __cplusplus
__pthread_cleanup_class *Object;
#elif defined(__EXCEPTIONS)
void (*Routine)(struct __pthread_cleanup_frame *) = __pthread_cleanup_routine;
#endif
