// RUN: %check_asyncsafe -checks=asyncsafe-blocking-while-masked %s %t -- -std=gnu17
// Sleeps while cancellation is disabled: an hour is as good as forever to the one who cancels and joins.
#include <pthread.h>
#include <time.h>
#include <unistd.h>

static pthread_t cleaner;
void clean(void);

static void hour_bad(void) {
  int before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
  clean();
  sleep(3600);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' waits for up to 1 h while cancellation is disabled [asyncsafe-blocking-while-masked]
  pthread_setcancelstate(before, NULL);
}
static void minute_bad(void) {
  int before;
  struct timespec minute = {60, 0};
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
  nanosleep(&minute, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nanosleep' waits for up to 1 min while cancellation is disabled [asyncsafe-blocking-while-masked]
  pthread_setcancelstate(before, NULL);
}
static void second_ok(void) {
  int before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
  sleep(1);
  pthread_setcancelstate(before, NULL);
}
static void unknown_length_ok(int seconds) {
  int before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
  sleep(seconds);
  pthread_setcancelstate(before, NULL);
}
static void enabled_ok(void) {
  int before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
  clean();
  pthread_setcancelstate(before, NULL);
  sleep(3600);
}
static void *run(void *argument) {
  for (;;) {
    pthread_testcancel();
    hour_bad();
    minute_bad();
    second_ok();
    unknown_length_ok(*(int *)argument);
    enabled_ok();
  }
  return argument;
}
void start(int *seconds) { pthread_create(&cleaner, NULL, run, seconds); }
void stop(void) {
  pthread_cancel(cleaner);
  pthread_join(cleaner, NULL);
}
