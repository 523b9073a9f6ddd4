// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unprotected-release -option=Sources=cancel -- -std=gnu17
// The macros that push and pop a cleanup handler make a block: the fix-it adds them only where nothing jumps over them,
// and nothing behind them needs what is declared between.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

struct queue {
  pthread_mutex_t mutex;
  struct queue *next;
  int length;
};
static pthread_mutex_t M = PTHREAD_MUTEX_INITIALIZER;
static int Count;
pthread_mutex_t *choose(void);

//===--- no fix-it ---===//

int declared_between(void) {
  pthread_mutex_lock(&M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here
  char c = 0;
  read(0, &c, 1);
  pthread_mutex_unlock(&M);
  return c;
}
// CHECK-FIXES: {{^}}int declared_between(void) {
// CHECK-FIXES-NEXT: {{^}}  pthread_mutex_lock(&M);
// CHECK-FIXES: {{^}}  pthread_mutex_unlock(&M);

int not_initialised(void) {
  pthread_mutex_lock(&M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here
  int left;
  left = sleep(1);
  pthread_mutex_unlock(&M);
  return left;
}
// CHECK-FIXES: {{^}}int not_initialised(void) {
// CHECK-FIXES-NEXT: {{^}}  pthread_mutex_lock(&M);

void used_further(void) {
  pthread_mutex_lock(&M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here
  char text[8] = "";
  sleep(1);
  pthread_mutex_unlock(&M);
  puts(text);
}
// CHECK-FIXES: {{^}}void used_further(void) {
// CHECK-FIXES-NEXT: {{^}}  pthread_mutex_lock(&M);

void returns_between(int fd) {
  char c;
  pthread_mutex_lock(&M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here
  if (read(fd, &c, 1) < 0) {
    pthread_mutex_unlock(&M);
    return;
  }
  pthread_mutex_unlock(&M);
}
// CHECK-FIXES: {{^}}void returns_between(int fd) {
// CHECK-FIXES-NEXT: {{^}}  char c;
// CHECK-FIXES-NEXT: {{^}}  pthread_mutex_lock(&M);

void jumps_in(int again) {
  if (again)
    goto middle;
  pthread_mutex_lock(&M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here
  sleep(1);
middle:
  sleep(2);
  pthread_mutex_unlock(&M);
}
// CHECK-FIXES: {{^}}    goto middle;
// CHECK-FIXES-NEXT: {{^}}  pthread_mutex_lock(&M);

void leaves_loop(int fd) {
  for (;;) {
    pthread_mutex_lock(&M);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here
    if (sleep(1))
      break;
    pthread_mutex_unlock(&M);
  }
  close(fd);
  pthread_mutex_unlock(&M);
}
// CHECK-FIXES: {{^}}  for (;;) {
// CHECK-FIXES-NEXT: {{^}}    pthread_mutex_lock(&M);

void other_block(int fd) {
  if (fd) {
    pthread_mutex_lock(&M);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here
    sleep(1);
  }
  if (fd)
    pthread_mutex_unlock(&M);
}
// CHECK-FIXES: {{^}}  if (fd) {
// CHECK-FIXES-NEXT: {{^}}    pthread_mutex_lock(&M);

void moves_on(struct queue *q) {
  pthread_mutex_lock(&q->mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'q->mutex' is acquired here
  sleep(1);
  pthread_mutex_unlock(&(q->mutex));
}
// CHECK-FIXES: {{^}}void moves_on(struct queue *q) {
// CHECK-FIXES-NEXT: {{^}}  pthread_mutex_lock(&q->mutex);

//===--- fix-it ---===//

void plain(void) {
  pthread_mutex_lock(&M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here
  sleep(1);
  pthread_mutex_unlock(&M);
}
// CHECK-FIXES: {{^}}void plain(void) {
// CHECK-FIXES-NEXT: {{^}}  pthread_mutex_lock(&M);
// CHECK-FIXES-NEXT: {{^}}  pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &M);
// CHECK-FIXES: {{^}}  sleep(1);
// CHECK-FIXES-NEXT: {{^}}  pthread_cleanup_pop(1);
// CHECK-FIXES-NEXT: {{^}}}

int known_before(struct queue *q) {
  int left = 0;
	pthread_mutex_lock(&q->mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:2: warning: lock 'q->mutex' is acquired here
  while (q->length == 0)
    left += sleep(1);
	pthread_mutex_unlock(&q->mutex);
  return left;
}
// CHECK-FIXES: {{^}}	pthread_mutex_lock(&q->mutex);
// CHECK-FIXES-NEXT: {{^}}	pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &q->mutex);
// CHECK-FIXES: {{^}}	pthread_cleanup_pop(1);
// CHECK-FIXES-NEXT: {{^}}  return left;

void *constant(void *argument) {
  for (;;) {
    pthread_mutex_lock(&M);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here
    int status = sleep(1);
    if (status)
      Count++;
    pthread_mutex_unlock(&M);
  }
  return NULL;
}
// CHECK-FIXES: {{^}}    pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &M);
// CHECK-FIXES: {{^}}    pthread_cleanup_pop(1);
// CHECK-FIXES-NEXT: {{^}}  }

void one_line(void) { pthread_mutex_lock(&M); sleep(1); pthread_mutex_unlock(&M); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: lock 'M' is acquired here
// CHECK-FIXES: {{^}}void one_line(void) { pthread_mutex_lock(&M); pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, &M); sleep(1); pthread_cleanup_pop(1); }

