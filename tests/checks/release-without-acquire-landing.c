// RUN: %check_asyncsafe -checks=asyncsafe-release-without-acquire %s %t -- -std=gnu17
// Landings of jumps that release what was not taken yet.
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static jmp_buf failed;
static int header(FILE *in) {
  int width = fgetc(in);
  if (width <= 0)
    longjmp(failed, 1);
  return width;
}

int remembered_ok(FILE *in) {
  volatile int locked = 0;
  if (setjmp(failed)) {
    if (locked)
      pthread_mutex_unlock(&mutex);
    return -1;
  }
  int width = header(in);
  pthread_mutex_lock(&mutex);
  locked = 1;
  header(in);
  locked = 0;
  pthread_mutex_unlock(&mutex);
  return width;
}
int locked_before_ok(FILE *in) {
  pthread_mutex_lock(&mutex);
  if (setjmp(failed)) {
    pthread_mutex_unlock(&mutex);
    return -1;
  }
  int width = header(in);
  pthread_mutex_unlock(&mutex);
  return width;
}
int first_jump_elsewhere_ok(FILE *in) {
  int width = fgetc(in);
  pthread_mutex_lock(&mutex);
  if (setjmp(failed)) {
    pthread_mutex_unlock(&mutex);
    return -1;
  }
  header(in);
  pthread_mutex_unlock(&mutex);
  return width;
}
int jumps_before_the_lock_bad(FILE *in) {
  if (setjmp(failed)) {
    pthread_mutex_unlock(&mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'mutex' is released here, also if the code jumps before its acquisition [asyncsafe-release-without-acquire]
    return -1;
  }
  int width = header(in);
  pthread_mutex_lock(&mutex);
  header(in);
  pthread_mutex_unlock(&mutex);
  return width;
}
