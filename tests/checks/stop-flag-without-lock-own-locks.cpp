// RUN: %check_asyncsafe -checks=asyncsafe-stop-flag-without-lock %s %t -- -std=c++17
// A lock made of a mutex and a condition variable waits for its own ends: what its callers test in their loops, and hold
// meanwhile, has nothing to do with it.
#include <pthread.h>

struct Gate {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  int writers;
};
static Gate gate;
static pthread_mutex_t sockets = PTHREAD_MUTEX_INITIALIZER;
struct Job {
  bool ended;
};
static Job job;
void work();

static void enter(Gate *g) {
  pthread_mutex_lock(&g->mutex);
  while (g->writers)
    pthread_cond_wait(&g->changed, &g->mutex);
  g->writers = 1;
  pthread_mutex_unlock(&g->mutex);
}
static void leave(Gate *g) {
  pthread_mutex_lock(&g->mutex);
  g->writers = 0;
  pthread_cond_broadcast(&g->changed);
  pthread_mutex_unlock(&g->mutex);
}
static void logs_ok(pthread_mutex_t *of) {
  enter(&gate);
  leave(&gate);
}
void *serve(void *) {
  pthread_mutex_lock(&sockets);
  while (!job.ended)
    logs_ok(&sockets);
  pthread_mutex_unlock(&sockets);
  return nullptr;
}
void stop_ok() {
  job.ended = true;
  logs_ok(nullptr);
}
int main() {
  pthread_t t;
  pthread_create(&t, nullptr, serve, nullptr);
  work();
  stop_ok();
  pthread_join(t, nullptr);
}

// A callee that is handed the caller's lock and takes none itself waits for the caller.
static pthread_mutex_t queue = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static bool over;
static void await(pthread_cond_t *what, pthread_mutex_t *of) { pthread_cond_wait(what, of); }
void *consume(void *) {
  pthread_mutex_lock(&queue);
  while (!over)
    await(&filled, &queue);
  pthread_mutex_unlock(&queue);
  return nullptr;
}
void finish_bad() {
  over = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'over' is stored without holding 'queue', under which the wait on 'filled' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
  pthread_cond_signal(&filled);
}
void start() {
  pthread_t t;
  pthread_create(&t, nullptr, consume, nullptr);
  finish_bad();
  pthread_join(t, nullptr);
}
