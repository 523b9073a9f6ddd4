// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wait-ignores-stop -- -std=gnu17 -D_GNU_SOURCE
// The stopping code waits for the rest of the work first, then wakes the threads.
#include <pthread.h>
#include <sys/socket.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t added_ok = PTHREAD_COND_INITIALIZER, done_ok = PTHREAD_COND_INITIALIZER,
                      added_bad = PTHREAD_COND_INITIALIZER;
static int todo_ok, finished_ok, all_added_ok, todo_bad, all_added_bad;

static void *work_ok(void *arg) {
  pthread_mutex_lock(&mutex);
  for (;;) {
    while (!todo_ok && !all_added_ok)
      pthread_cond_wait(&added_ok, &mutex);
    if (!todo_ok)
      break;
    todo_ok--;
    finished_ok++;
    pthread_cond_signal(&done_ok);
  }
  pthread_mutex_unlock(&mutex);
  return arg;
}
void all_ok(int todo) {
  pthread_t thread;
  pthread_create(&thread, NULL, work_ok, NULL);
  pthread_mutex_lock(&mutex);
  all_added_ok = 1;
  while (finished_ok != todo)
    pthread_cond_wait(&done_ok, &mutex);
  pthread_cond_broadcast(&added_ok);
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, NULL);
}

static void *work_bad(void *arg) {
  pthread_mutex_lock(&mutex);
  while (!todo_bad && !all_added_bad)
    pthread_cond_wait(&added_bad, &mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_cond_wait' is not woken when 'all_added_bad' is set to stop this thread [asyncsafe-wait-ignores-stop]
  pthread_mutex_unlock(&mutex);
  return arg;
}
void all_bad(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, work_bad, NULL);
  pthread_mutex_lock(&mutex);
  all_added_bad = 1;
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, NULL);
  pthread_cond_broadcast(&added_bad); // too late
}

/* Atomics by way of a variable, as GLib's macros have them; two waits for one thing are one finding. */
#define get(object) ({ int loaded; __atomic_load(&(object), &loaded, __ATOMIC_SEQ_CST); loaded; })
#define set(object, value) ({ int stored = (value); __atomic_store(&(object), &stored, __ATOMIC_SEQ_CST); })
static int accepts_stop, listener;
static void *accepts_bad(void *arg) {
  while (!get(accepts_stop)) {
    accept(listener, NULL, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'accept' is not woken when 'accepts_stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
    accept(listener, NULL, NULL);
  }
  return arg;
}
static int wakes_stop, waker;
static void *wakes_ok(void *arg) {
  while (!get(wakes_stop))
    accept(waker, NULL, NULL);
  return arg;
}
void atomics(void) {
  pthread_t thread, other;
  pthread_create(&thread, NULL, accepts_bad, NULL);
  pthread_create(&other, NULL, wakes_ok, NULL);
  set(accepts_stop, 1);
  pthread_join(thread, NULL);
  set(wakes_stop, 1);
  shutdown(waker, SHUT_RDWR);
  pthread_join(other, NULL);
}
