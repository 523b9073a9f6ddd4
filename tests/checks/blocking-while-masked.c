// RUN: %check_asyncsafe -checks=asyncsafe-blocking-while-masked %s %t -- -std=gnu17
// Waits without bound between masking and unmasking.
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static sem_t ready;
static pthread_mutex_t mutex;
static pthread_cond_t condition;
static int done;

/* Short, and bounded. */
static void bounded_ok(struct pollfd *fd) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  poll(fd, 1, 100);
  usleep(10);
  pthread_setcancelstate(old, NULL);
}

/* Masked again only for what follows the wait. */
static void before_ok(void) {
  int old;
  sem_wait(&ready);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  done = 1;
  pthread_setcancelstate(old, NULL);
  sem_wait(&ready);
}

/* Enabled for the wait. */
static void enabled_inside_ok(void) {
  int old, other;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &other);
  sem_wait(&ready);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &other);
  done = 1;
  pthread_setcancelstate(old, NULL);
}

/* Cleanup is masked on purpose. */
static void cleanup_ok(void *argument) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  sem_wait(&ready);
  pthread_setcancelstate(old, NULL);
}

/* A child ends by itself; what is not a cancellation point cannot be cancelled anyway. */
static void child_ok(pid_t child) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  waitpid(child, NULL, 0);
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  pthread_setcancelstate(old, NULL);
}

/* Blocked for the thread's life: another thread takes the signals. */
static void *never_unblocked_ok(void *argument) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
  sem_wait(&ready);
  return argument;
}

/* Other signals. */
static void child_signal_ok(int listener) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, &old);
  accept(listener, NULL, NULL);
  sigprocmask(SIG_SETMASK, &old, NULL);
}

/* Nor does a thread that has been asked to end, wherever it was started. */
static void joins_ok(pthread_t other) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  pthread_join(other, NULL);
  pthread_setcancelstate(old, NULL);
}

static void waits_bad(void) {
  int old;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  sem_wait(&ready);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' may block forever while cancellation is disabled [asyncsafe-blocking-while-masked]
  pthread_setcancelstate(old, NULL);
}

static void condition_bad(void) {
  int old;
  pthread_mutex_lock(&mutex);
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
  while (!done)
    pthread_cond_wait(&condition, &mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pthread_cond_wait' may block forever while cancellation is disabled [asyncsafe-blocking-while-masked]
  pthread_setcancelstate(old, NULL);
  pthread_mutex_unlock(&mutex);
}

static void signals_bad(int listener) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, &old);
  accept(listener, NULL, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'accept' may block forever while the signals that ask to stop are blocked [asyncsafe-blocking-while-masked]
  pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static void *thread(void *argument) {
  pthread_cleanup_push(cleanup_ok, NULL);
  bounded_ok(argument);
  before_ok();
  enabled_inside_ok();
  child_ok(0);
  child_signal_ok(3);
  joins_ok(*(pthread_t *)argument);
  waits_bad();
  condition_bad();
  signals_bad(3);
  pthread_cleanup_pop(0);
  return argument;
}

void start_and_cancel(pthread_t *threads) {
  pthread_create(&threads[0], NULL, thread, NULL);
  pthread_create(&threads[1], NULL, never_unblocked_ok, NULL);
  pthread_cancel(threads[0]);
}
