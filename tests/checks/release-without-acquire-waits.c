// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- -std=gnu17
// A function that waits until it has a slot, and reports nothing, has one when it returns.
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>
#include <unistd.h>

static sem_t slots;
static int tried;
static void take(void) {
  while (sem_wait(&slots) < 0 && errno == EINTR)
    ;
}
static void try_to_take(void) {
  if (sem_trywait(&slots) == 0)
    tried = 1;
}
static void put(void *unused) {
  (void)unused;
  sem_post(&slots);
}
static void put_if_tried(void *unused) {
  (void)unused;
  if (tried)
    sem_post(&slots);
}
void work(void);

static void *behind_ok(void *arg) {
  take();
  pthread_cleanup_push(put, NULL);
  work();
  sleep(1);
  pthread_cleanup_pop(1);
  return arg;
}
static void *tried_ok(void *arg) {
  pthread_cleanup_push(put_if_tried, NULL);
  try_to_take();
  sleep(1);
  pthread_cleanup_pop(1);
  return arg;
}
/* It posts for another thread. */
static void *announces_ok(void *arg) {
  pthread_cleanup_push(put, NULL);
  sleep(1);
  pthread_cleanup_pop(1);
  return arg;
}
static void *before_bad(void *arg) {
  pthread_cleanup_push(put, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: semaphore 'slots' is released here, also if the thread is cancelled in its acquisition [asyncsafe-release-without-acquire]
  take();
  work();
  pthread_cleanup_pop(1);
  return arg;
}

int main(void) {
  pthread_t t[4];
  sem_init(&slots, 0, 2);
  pthread_create(&t[0], NULL, behind_ok, NULL);
  pthread_create(&t[1], NULL, tried_ok, NULL);
  pthread_create(&t[2], NULL, announces_ok, NULL);
  pthread_create(&t[3], NULL, before_bad, NULL);
  for (int i = 0; i < 4; i++)
    pthread_cancel(t[i]);
  for (int i = 0; i < 4; i++)
    pthread_join(t[i], NULL);
}
