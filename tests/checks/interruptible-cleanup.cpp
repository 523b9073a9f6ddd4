// RUN: %check_asyncsafe -checks=asyncsafe-interruptible-cleanup %s %t -- %mock -std=c++20
// Cleanups that are left before they have released.
#include <mutex>
#include <pthread.h>
#include <unistd.h>

struct error {};
void work();
void report() noexcept;
static pthread_mutex_t mutex;

static void release_first_ok(void *m) {
  pthread_mutex_unlock(static_cast<pthread_mutex_t *>(m));
  write(2, "x", 1);
}
static void masked_ok(void *m) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  write(2, "x", 1);
  pthread_mutex_unlock(static_cast<pthread_mutex_t *>(m));
  pthread_setcancelstate(old, nullptr);
}
static void never_popped_ok(void *m) {
  write(2, "x", 1);
  pthread_mutex_unlock(static_cast<pthread_mutex_t *>(m));
}
static void point_first_bad(void *m) {
  write(2, "x", 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this cleanup routine can be left here before it releases lock '{{.*}}' [asyncsafe-interruptible-cleanup]
  pthread_mutex_unlock(static_cast<pthread_mutex_t *>(m));
}

static void handler_ok(std::mutex &m) {
  m.lock();
  try {
    throw error();
  } catch (...) {
    m.unlock();
    write(2, "x", 1);
    throw;
  }
  m.unlock();
}
static void handler_bad(std::mutex &m) {
  m.lock();
  try {
    throw error();
  } catch (...) {
    write(2, "x", 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler can be left here before it releases lock 'm' [asyncsafe-interruptible-cleanup]
    m.unlock();
    throw;
  }
  m.unlock();
}

static void *worker(void *argument) {
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(release_first_ok, &mutex);
  work();
  pthread_cleanup_pop(1);
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(masked_ok, &mutex);
  work();
  pthread_cleanup_pop(1);
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(never_popped_ok, &mutex);
  work();
  pthread_cleanup_pop(0);
  pthread_mutex_unlock(&mutex);
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(point_first_bad, &mutex);
  work();
  pthread_cleanup_pop(1);
  handler_ok(*static_cast<std::mutex *>(argument));
  handler_bad(*static_cast<std::mutex *>(argument));
  return argument;
}
void start(pthread_t *t, std::mutex *m) { pthread_create(t, nullptr, worker, m); }
void stop(pthread_t t) { pthread_cancel(t); }
