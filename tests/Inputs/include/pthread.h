// Mock of glibc's <pthread.h>, with the three shapes that its cleanup macros take.
#ifndef MOCK_PTHREAD_H
#define MOCK_PTHREAD_H
#include <mock-c.h>
#include <mock-timespec.h>
#include <setjmp.h>
#include <stddef.h>
#include <sys/types.h>
typedef unsigned long pthread_t;
typedef union {
  char size[40];
  long align;
} pthread_mutex_t;
typedef union {
  char size[48];
  long align;
} pthread_cond_t;
typedef union {
  char size[56];
  long align;
} pthread_rwlock_t;
typedef volatile int pthread_spinlock_t;
typedef union {
  char size[56];
  int align;
} pthread_attr_t;
typedef union {
  char size[4];
  int align;
} pthread_mutexattr_t, pthread_condattr_t;
#define PTHREAD_MUTEX_INITIALIZER {{0}}
#define PTHREAD_COND_INITIALIZER {{0}}
#define PTHREAD_CANCEL_ENABLE 0
#define PTHREAD_CANCEL_DISABLE 1
#define PTHREAD_CANCEL_DEFERRED 0
#define PTHREAD_CANCEL_ASYNCHRONOUS 1
#define PTHREAD_CANCELED ((void *)-1)
MOCK_C_BEGIN
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument)
    MOCK_NOTHROW;
void pthread_exit(void *value) __attribute__((__noreturn__));
int pthread_join(pthread_t thread, void **value);
int pthread_detach(pthread_t thread) MOCK_NOTHROW;
pthread_t pthread_self(void) MOCK_NOTHROW;
int pthread_cancel(pthread_t thread);
int pthread_setcancelstate(int state, int *old);
int pthread_setcanceltype(int type, int *old);
void pthread_testcancel(void);
int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes) MOCK_NOTHROW;
int pthread_mutex_destroy(pthread_mutex_t *mutex) MOCK_NOTHROW;
int pthread_mutex_lock(pthread_mutex_t *mutex) MOCK_NOTHROW;
int pthread_mutex_trylock(pthread_mutex_t *mutex) MOCK_NOTHROW;
int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *until) MOCK_NOTHROW;
int pthread_mutex_unlock(pthread_mutex_t *mutex) MOCK_NOTHROW;
int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes) MOCK_NOTHROW;
int pthread_cond_destroy(pthread_cond_t *condition) MOCK_NOTHROW;
int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex);
int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *until);
int pthread_cond_signal(pthread_cond_t *condition) MOCK_NOTHROW;
int pthread_cond_broadcast(pthread_cond_t *condition) MOCK_NOTHROW;
int pthread_rwlock_rdlock(pthread_rwlock_t *lock) MOCK_NOTHROW;
int pthread_rwlock_wrlock(pthread_rwlock_t *lock) MOCK_NOTHROW;
int pthread_rwlock_tryrdlock(pthread_rwlock_t *lock) MOCK_NOTHROW;
int pthread_rwlock_trywrlock(pthread_rwlock_t *lock) MOCK_NOTHROW;
int pthread_rwlock_unlock(pthread_rwlock_t *lock) MOCK_NOTHROW;
int pthread_spin_lock(pthread_spinlock_t *lock) MOCK_NOTHROW;
int pthread_spin_trylock(pthread_spinlock_t *lock) MOCK_NOTHROW;
int pthread_spin_unlock(pthread_spinlock_t *lock) MOCK_NOTHROW;

struct __pthread_cleanup_frame {
  void (*__cancel_routine)(void *);
  void *__cancel_arg;
  int __do_it;
  int __cancel_type;
};
#if defined __EXCEPTIONS && defined __cplusplus
MOCK_C_END
class __pthread_cleanup_class {
  void (*__cancel_routine)(void *);
  void *__cancel_arg;
  int __do_it;

public:
  __pthread_cleanup_class(void (*routine)(void *), void *argument)
      : __cancel_routine(routine), __cancel_arg(argument), __do_it(1) {}
  ~__pthread_cleanup_class() {
    if (__do_it)
      __cancel_routine(__cancel_arg);
  }
  void __setdoit(int value) { __do_it = value; }
};
MOCK_C_BEGIN
#define pthread_cleanup_push(routine, arg)                                                                   \
  do {                                                                                                       \
  __pthread_cleanup_class __clframe(routine, arg)
#define pthread_cleanup_pop(execute)                                                                         \
  __clframe.__setdoit(execute);                                                                              \
  }                                                                                                          \
  while (0)
#elif defined __EXCEPTIONS
static inline void __pthread_cleanup_routine(struct __pthread_cleanup_frame *frame) {
  if (frame->__do_it)
    frame->__cancel_routine(frame->__cancel_arg);
}
#define pthread_cleanup_push(routine, arg)                                                                   \
  do {                                                                                                       \
    struct __pthread_cleanup_frame __clframe __attribute__((__cleanup__(__pthread_cleanup_routine))) = {     \
        .__cancel_routine = (routine), .__cancel_arg = (arg), .__do_it = 1};
#define pthread_cleanup_pop(execute)                                                                         \
  __clframe.__do_it = (execute);                                                                             \
  }                                                                                                          \
  while (0)
#else
typedef struct {
  struct {
    long __cancel_jmp_buf[8];
    int __mask_was_saved;
  } __cancel_jmp_buf[1];
  void *__pad[4];
} __pthread_unwind_buf_t;
void __pthread_register_cancel(__pthread_unwind_buf_t *buffer);
void __pthread_unregister_cancel(__pthread_unwind_buf_t *buffer);
void __pthread_unwind_next(__pthread_unwind_buf_t *buffer) __attribute__((__noreturn__));
int __sigsetjmp_cancel(void *env, int save) __attribute__((__returns_twice__)) MOCK_NOTHROW;
#define pthread_cleanup_push(routine, arg)                                                                   \
  do {                                                                                                       \
    __pthread_unwind_buf_t __cancel_buf;                                                                     \
    void (*__cancel_routine)(void *) = (routine);                                                            \
    void *__cancel_arg = (arg);                                                                              \
    int __not_first_call = __sigsetjmp_cancel(__cancel_buf.__cancel_jmp_buf, 0);                             \
    if (__builtin_expect((__not_first_call), 0)) {                                                           \
      __cancel_routine(__cancel_arg);                                                                        \
      __pthread_unwind_next(&__cancel_buf);                                                                  \
    }                                                                                                        \
    __pthread_register_cancel(&__cancel_buf);                                                                \
    do {
#define pthread_cleanup_pop(execute)                                                                         \
  do {                                                                                                       \
  } while (0);                                                                                               \
  }                                                                                                          \
  while (0)                                                                                                  \
    ;                                                                                                        \
  __pthread_unregister_cancel(&__cancel_buf);                                                                \
  if (execute)                                                                                               \
    __cancel_routine(__cancel_arg);                                                                          \
  }                                                                                                          \
  while (0)
#endif
MOCK_C_END
#endif
