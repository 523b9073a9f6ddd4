// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- -std=gnu17
// A release behind two ways to hold, and one that runs as often as something else says.
#include <pthread.h>
#include <semaphore.h>

int is_ours(void);
int prepare(void);
int work(void);
static pthread_mutex_t mutex;
static sem_t slots;

// Either it is held already, or it is taken.
static int held_or_taken_ok(void) {
  int rc = -1;
  if (is_ours() || pthread_mutex_trylock(&mutex) == 0) {
    rc = work();
    pthread_mutex_unlock(&mutex);
  }
  return rc;
}

// One slot for each thread that was started.
static int pool_ok(int n) {
  static pthread_t threads[16];
  int started = 0;
  for (int i = 0; i < n; i++) {
    if (sem_trywait(&slots) != 0)
      break;
    started++;
  }
  for (int i = 0; i < started; i++) {
    pthread_join(threads[i], 0);
    sem_post(&slots);
  }
  return started;
}

// In the loop that takes the slot.
static void each(int n) {
  for (int i = 0; i < n; i++) {
    int got = sem_trywait(&slots);
    if (got != 0)
      prepare();
    sem_post(&slots);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: semaphore 'slots' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  }
}

void *all[] = {held_or_taken_ok, pool_ok, each};
