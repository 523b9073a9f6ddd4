// RUN: %check_asyncsafe -checks=asyncsafe-wait-ignores-stop %s %t -- -std=gnu17
// RUN: %check_asyncsafe -check-suffixes=HALF -checks=asyncsafe-wait-ignores-stop -option=LongWait=1 %s %t -- -std=gnu17 -DHALF
// RUN: %check_asyncsafe -check-suffixes=NONE -checks=asyncsafe-wait-ignores-stop -option=LongWait=0 %s %t -- -std=gnu17 -DNONE
// Threads that sleep for long while they are told to stop.
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

int work(void);

#if !defined(HALF) && !defined(NONE)
static atomic_bool stop;

/* Short enough, and not known. */
static void *short_ok(void *seconds) {
  const struct timespec half = {0, 500000000};
  while (!stop) {
    sleep(5);
    usleep(100 * 1000);
    nanosleep(&half, NULL);
    poll(NULL, 0, 9999);
    sleep(*(unsigned *)seconds);
  }
  return NULL;
}

/* A few tries, then it gives up. */
static void *tries_ok(void *argument) {
  while (!stop) {
    for (int i = 0; i < 5 && !stop; ++i) {
      if (work())
        break;
      sleep(30);
    }
  }
  return argument;
}
static void *as_often_as_told_ok(void *often) {
  int tries = 0;
  while (!stop && tries++ < *(int *)often)
    if (!work())
      sleep(20);
  return NULL;
}

/* Longer each time, but not constant. */
static void *backs_off_ok(void *argument) {
  unsigned delay = 1;
  while (!stop) {
    sleep(delay);
    delay = delay < 60 ? delay * 2 : 60;
  }
  return argument;
}

/* Filled by other code. */
void fill(struct timespec *duration);
static void *filled_ok(void *argument) {
  struct timespec duration = {60, 0};
  fill(&duration);
  while (!stop)
    nanosleep(&duration, NULL);
  return argument;
}
/* Either 60 s or no time at all. */
static void *polls_ok(void *busy) {
  while (!stop) {
    struct timeval limit = {60, 0};
    if (*(int *)busy)
      limit.tv_sec = 0;
    select(0, NULL, NULL, NULL, &limit);
  }
  return NULL;
}
/* No loop: it sleeps once, and is done. */
static void *once_ok(void *argument) {
  if (!stop)
    sleep(30);
  return argument;
}

static void *sleeps_bad(void *argument) {
  while (!stop) {
    work();
    sleep(60);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' waits for up to 1 min, and is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
    usleep(30 * 1000 * 1000);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' waits for up to 30 s, and is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }
  return argument;
}

static const struct timespec period = {15, 500000000};
static void *structs_bad(void *argument) {
  while (!stop) {
    struct timespec duration = {60, 0};
    nanosleep(&duration, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'nanosleep' waits for up to 1 min, and is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
    nanosleep(&period, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'nanosleep' waits for up to 15500 ms, and is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
    struct timeval limit;
    limit.tv_sec = 20;
    limit.tv_usec = 0;
    select(0, NULL, NULL, NULL, &limit);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'select' waits for up to 20 s, and is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }
  return argument;
}

/* No code writes to what it polls. */
static void *polls_bad(void *fd) {
  struct pollfd poll_fd = {*(int *)fd, POLLIN, 0};
  while (!stop)
    poll(&poll_fd, 1, 30000);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'poll' waits for up to 30 s, and is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
  return NULL;
}

/* Through functions of its own. */
static void pause_between(unsigned seconds) { sleep(seconds); }
static void rest(void) { sleep(45); }
static void *wrapped_bad(void *argument) {
  while (!stop) {
    pause_between(1);
    pause_between(20);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pause_between' waits for up to 20 s, and is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
    rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'rest' waits for up to 45 s, and is not woken when 'stop' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }
  return argument;
}

void run(int *arguments) {
  pthread_t threads[12];
  pthread_create(&threads[0], NULL, short_ok, &arguments[0]);
  pthread_create(&threads[1], NULL, tries_ok, NULL);
  pthread_create(&threads[2], NULL, as_often_as_told_ok, &arguments[1]);
  pthread_create(&threads[3], NULL, backs_off_ok, NULL);
  pthread_create(&threads[4], NULL, filled_ok, NULL);
  pthread_create(&threads[5], NULL, polls_ok, &arguments[2]);
  pthread_create(&threads[6], NULL, once_ok, NULL);
  pthread_create(&threads[7], NULL, sleeps_bad, NULL);
  pthread_create(&threads[8], NULL, structs_bad, NULL);
  pthread_create(&threads[9], NULL, polls_bad, &arguments[3]);
  pthread_create(&threads[10], NULL, wrapped_bad, NULL);
}
void end(pthread_t *threads) {
  stop = 1;
  for (int i = 0; i < 11; ++i)
    pthread_join(threads[i], NULL);
}

/* A wake, of whatever it is: the stopper writes to a pipe. */
static atomic_bool piped;
static int ends[2];
static void *piped_ok(void *argument) {
  while (!piped) {
    fd_set readable;
    FD_ZERO(&readable);
    FD_SET(ends[0], &readable);
    struct timeval limit = {60, 0};
    select(ends[0] + 1, &readable, NULL, NULL, &limit);
  }
  return argument;
}
/* A signal breaks the sleep. */
static atomic_bool signalled;
static void *signalled_ok(void *argument) {
  while (!signalled)
    sleep(60);
  return argument;
}
/* No code joins it. */
static atomic_bool left;
static void *left_ok(void *argument) {
  while (!left)
    sleep(60);
  return argument;
}
void run_others(pthread_t *threads) {
  pthread_create(&threads[0], NULL, piped_ok, NULL);
  pthread_create(&threads[1], NULL, signalled_ok, NULL);
  pthread_create(&threads[2], NULL, left_ok, NULL);
  pthread_detach(threads[2]);
}
void end_piped(pthread_t *threads) {
  piped = 1;
  if (write(ends[1], "", 1) < 0)
    abort();
  pthread_join(threads[0], NULL);
}
void end_signalled(pthread_t *threads) {
  signalled = 1;
  pthread_kill(threads[1], SIGUSR1);
  pthread_join(threads[1], NULL);
}
void leave(void) { left = 1; }

/* It is notified of something else, which wakes no sleep. */
static atomic_bool notified;
static int jobs;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t added = PTHREAD_COND_INITIALIZER;
static void *notified_bad(void *argument) {
  while (!notified) {
    pthread_mutex_lock(&mutex);
    while (!jobs && !notified)
      pthread_cond_wait(&added, &mutex);
    pthread_mutex_unlock(&mutex);
    sleep(30);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' waits for up to 30 s, and is not woken when 'notified' is set to stop this thread [asyncsafe-wait-ignores-stop]
  }
  return argument;
}
void run_notified(pthread_t *thread) { pthread_create(thread, NULL, notified_bad, NULL); }
void end_notified(pthread_t thread) {
  pthread_mutex_lock(&mutex);
  notified = 1;
  pthread_cond_broadcast(&added);
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, NULL);
}

/* `main` sleeps as long as it likes: a signal ends that. */
int main(void) {
  while (!stop)
    sleep(60);
  return 0;
}
#else
static atomic_bool half;
static void *thread(void *argument) {
  while (!half)
    sleep(2);
  // CHECK-MESSAGES-HALF: :[[@LINE-1]]:5: warning: 'sleep' waits for up to 2 s, and is not woken when 'half' is set to stop this thread [asyncsafe-wait-ignores-stop]
  return argument;
}
static atomic_bool never;
static void *other(void *argument) {
  while (!never) {
    sleep(3600);
    // CHECK-MESSAGES-HALF: :[[@LINE-1]]:5: warning: 'sleep' waits for up to 1 h, and is not woken when 'never' is set to stop this thread [asyncsafe-wait-ignores-stop]
    poll(NULL, 0, -1);
  }
  return argument;
}
void run(pthread_t *threads) {
  pthread_create(&threads[0], NULL, thread, NULL);
  pthread_create(&threads[1], NULL, other, NULL);
}
void end(pthread_t *threads) {
  half = never = 1;
  pthread_join(threads[0], NULL);
  pthread_join(threads[1], NULL);
}
#endif
