// RUN: %check_asyncsafe -checks=asyncsafe-swallowed-cancellation,asyncsafe-unprotected-release %s %t -- -std=c++20
// Handlers that throw something else in the place of a cancellation, and callers that mask.
#include <pthread.h>
#include <unistd.h>

struct error {};
static int translates_bad(int Fd) {
  try {
    char C;
    return static_cast<int>(read(Fd, &C, 1));
  } catch (...) {
    throw error();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [asyncsafe-swallowed-cancellation]
  }
}
static int passes_on_ok(int Fd) {
  try {
    char C;
    return static_cast<int>(read(Fd, &C, 1));
  } catch (...) {
    throw;
  }
}
static pthread_mutex_t Mutex;
static void under_a_mask_ok(int Fd) {
  char C;
  pthread_mutex_lock(&Mutex);
  read(Fd, &C, 1);
  pthread_mutex_unlock(&Mutex);
}
static void *boss(void *) {
  for (;;) {
    translates_bad(0);
    passes_on_ok(0);
    int Old;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &Old);
    under_a_mask_ok(0);
    pthread_setcancelstate(Old, nullptr);
  }
}
void start(pthread_t *T) { pthread_create(T, nullptr, boss, nullptr); }
void stop(pthread_t T) { pthread_cancel(T); }
