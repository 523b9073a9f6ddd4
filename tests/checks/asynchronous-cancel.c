// RUN: %check_asyncsafe -checks=asyncsafe-asynchronous-cancel %s %t -- -std=gnu17
// What may be left at any instruction, and what must not.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
long measured(long x);

static long square(long x) { return x * x; }

long arithmetic_ok(long n) {
  long sum = 0;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  while (n--)
    sum += square(n);
  pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
  return sum;
}

void memory_alone_ok(char *to, const char *from, size_t n) {
  int old;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old);
  memcpy(to, from, n);
  pthread_setcanceltype(old, NULL);
}

void before_and_behind_ok(void) {
  int old;
  printf("begin\n");
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old);
  pthread_setcanceltype(old, NULL);
  printf("end\n");
}

void disabled_ok(void) {
  int state, type;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &type);
  printf("no cancellation\n");
  pthread_setcanceltype(type, NULL);
  pthread_setcancelstate(state, NULL);
}

void same_condition_ok(int heavy) {
  if (heavy)
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  measured(0);
  if (heavy)
    pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
  printf("done\n");
}

void given_type_ok(int type) {
  int old;
  pthread_setcanceltype(type, &old);
  printf("whatever the caller wants\n");
  pthread_setcanceltype(old, NULL);
}

void cancels_another_ok(pthread_t other) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  pthread_cancel(other);
  pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
}

void system_call_ok(int fd, char *buffer) {
  int old;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old);
  read(fd, buffer, 1);
  pthread_setcanceltype(old, NULL);
}

void gives_up_ok(void) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  if (measured(1) < 0)
    abort();
  pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
}

void setting_failed_ok(void) {
  if (pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL) == 0)
    pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
  puts("never with it");
}

static void make_asynchronous(void) { pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL); }
static void make_deferred(void) { pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL); }

void wrapped_ok(void) {
  make_asynchronous();
  measured(2);
  make_deferred();
  puts("behind it");
}

static void prints_safely(void) {
  int old;
  pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &old);
  puts("deferred in here");
  pthread_setcanceltype(old, NULL);
}
void callee_defers_ok(void) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  prints_safely();
}

void stream_bad(void) {
  int old;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old);
  puts("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'puts' is called here while the thread can be cancelled at any instruction [asyncsafe-asynchronous-cancel]
  pthread_setcanceltype(old, NULL);
}

void *allocation_bad(void) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  return malloc(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'malloc' is called here while the thread can be cancelled at any instruction [asyncsafe-asynchronous-cancel]
}

void lock_bad(long *x) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  pthread_mutex_lock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_mutex_lock' is called here while the thread can be cancelled at any instruction [asyncsafe-asynchronous-cancel]
  ++*x;
  pthread_mutex_unlock(&mutex);
}

int descriptor_bad(const char *name) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  int fd = open(name, O_RDONLY);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'open' is called here while the thread can be cancelled at any instruction [asyncsafe-asynchronous-cancel]
  pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
  return fd;
}

static void remember(long x) {
  long *kept = malloc(sizeof x);
  if (kept)
    *kept = x;
  free(kept);
}
static void compute(void) { remember(square(3)); }

void callee_bad(void) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'compute' is called here while the thread can be cancelled at any instruction [asyncsafe-asynchronous-cancel]
  pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
}

void wrapper_bad(void) {
  make_asynchronous();
  free(NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'free' is called here while the thread can be cancelled at any instruction [asyncsafe-asynchronous-cancel]
  make_deferred();
}

void one_branch_bad(int verbose) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  if (!verbose)
    pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
  printf("x\n");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'printf' is called here while the thread can be cancelled at any instruction [asyncsafe-asynchronous-cancel]
}

void in_a_loop_bad(const long *from, long n) {
  for (; n--; ++from) {
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
    long y = square(*from);
    printf("%ld\n", y);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'printf' is called here while the thread can be cancelled at any instruction [asyncsafe-asynchronous-cancel]
    pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
  }
}
