// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- -std=gnu17
// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire -check-suffixes=BREAKS %s %t -- -std=gnu17 -DBREAKS
// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire -check-suffixes=BREAKS %s %t -- -std=gnu17 -DLIBRARY
// A wait without limit for a semaphore fails only if a handler without SA_RESTART interrupts it.
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>

static sem_t slots;
static volatile sig_atomic_t got;
static void note(int s) { got = 1; }
void work(void);
void complain(int error);

static void logged(void) {
  if (sem_wait(&slots) != 0)
    complain(errno);
  work();
  sem_post(&slots);
  // CHECK-MESSAGES-BREAKS: :[[@LINE-1]]:3: warning: semaphore 'slots' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
}

/// It ends by itself.
static int limited(const struct timespec *until) {
  if (sem_timedwait(&slots, until) != 0)
    complain(errno);
  work();
  sem_post(&slots);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: semaphore 'slots' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  // CHECK-MESSAGES-BREAKS: :[[@LINE-2]]:3: warning: semaphore 'slots' is released here, also if its acquisition failed [asyncsafe-release-without-acquire]
  return 0;
}

#ifdef LIBRARY
int serve(const struct timespec *until) {
#else
int main(void) {
  const struct timespec *until = 0;
#endif
  struct sigaction sa = {0};
  sa.sa_handler = note;
#ifndef BREAKS
  sa.sa_flags = SA_RESTART;
#endif
  sigaction(SIGUSR1, &sa, NULL);
  logged();
  return limited(until);
}
