// RUN: %check_asyncsafe %s %t -- -std=c17
// Who is cancelled follows from the handles: what goes by a handle that is cancelled, and nothing else.
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t m;
static pthread_cond_t c;
static pthread_t reader, watcher, sweeper, kept;
static int jobs;
int launch(pthread_t *thread, void *(*body)(void *), void *argument); // in another file
pthread_t published(void) { return kept; }

static void unlock(void *p) { pthread_mutex_unlock(p); }
static void wait_for_jobs_ok(void) {
  pthread_mutex_lock(&m);
  while (jobs == 0)
    pthread_cond_wait(&c, &m);
  pthread_mutex_unlock(&m);
}
static void *on_detached_thread_ok(void *a) {
  pthread_cleanup_push(unlock, &m);
  wait_for_jobs_ok();
  pthread_cleanup_pop(0);
  return a;
}
static void *on_joined_thread_ok(void *a) {
  wait_for_jobs_ok();
  return a;
}
static void *on_static_handle_ok(void *a) {
  wait_for_jobs_ok();
  return a;
}
void calls_no_thread_ok(void) { wait_for_jobs_ok(); }

static void *on_cancelled_handle_bad(void *a) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(0, a, 1);
  pthread_mutex_unlock(&m);
  return a;
}
static void *launched_elsewhere_bad(void *a) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(0, a, 1);
  pthread_mutex_unlock(&m);
  return a;
}
static int start(pthread_t *handle, void *(*body)(void *)) { return pthread_create(handle, NULL, body, NULL); }
static void *handed_to_the_starter_bad(void *a) {
  pthread_mutex_lock(&m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'm' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  read(0, a, 1);
  pthread_mutex_unlock(&m);
  return a;
}
static void stop_thread(pthread_t which) { pthread_cancel(which); }

void begin(void) {
  pthread_t detached, joined;
  pthread_create(&detached, NULL, on_detached_thread_ok, NULL);
  pthread_detach(detached);
  pthread_create(&joined, NULL, on_joined_thread_ok, NULL);
  pthread_join(joined, NULL);
  pthread_create(&watcher, NULL, on_static_handle_ok, NULL);
  pthread_create(&reader, NULL, on_cancelled_handle_bad, NULL);
  launch(&sweeper, launched_elsewhere_bad, NULL);
  start(&kept, handed_to_the_starter_bad);
}
void end(void) {
  pthread_cancel(reader);
  stop_thread(sweeper);
  stop_thread(kept);
}
