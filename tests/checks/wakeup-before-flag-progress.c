// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wakeup-before-flag -- -std=c17
// A wakeup that tells of something else: of what was stored before it, and not of what an earlier wakeup has told.
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

static int to_ok[2], to_bad[2];
static atomic_int percent, done, percent_ok, last_ok, done_ok;
static void wake(void) { write(to_bad[1], "", 1); }
static void wake_ok(void) { write(to_ok[1], "", 1); }

static void drain(int fd) {
  char bytes[8];
  read(fd, bytes, sizeof bytes);
}

// The wakeup tells of the last step; that all is done is found out at the join.
static void *works_ok(void *a) {
  for (int i = 0; i < 100; i++) {
    atomic_store(&percent_ok, i);
    wake_ok();
  }
  atomic_store(&last_ok, 1);
  wake_ok();
  atomic_store(&done_ok, 1);
  return a;
}

static void *works(void *a) {
  for (int i = 0; i < 100; i++) {
    atomic_store(&percent, i);
    wake();
  }
  wake();
  atomic_store(&done, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'done' is stored after 'wake' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  return a;
}

void shows_ok(void) {
  pthread_t t;
  struct pollfd p = {to_ok[0], POLLIN, 0};
  pthread_create(&t, 0, works_ok, 0);
  while (!atomic_load(&done_ok)) {
    if (poll(&p, 1, -1) < 0)
      break;
    drain(to_ok[0]);
    if (atomic_load(&last_ok))
      break;
    printf("%d", atomic_load(&percent_ok));
  }
  pthread_join(t, 0);
}

void shows(void) {
  pthread_t t;
  struct pollfd p = {to_bad[0], POLLIN, 0};
  pthread_create(&t, 0, works, 0);
  while (!atomic_load(&done)) {
    if (poll(&p, 1, -1) < 0)
      break;
    drain(to_bad[0]);
    printf("%d", atomic_load(&percent));
  }
  pthread_join(t, 0);
}
