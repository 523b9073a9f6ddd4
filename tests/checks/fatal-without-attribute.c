// RUN: %check_asyncsafe %s %t -- -std=gnu17
// Functions that end the program, throw or loop, and do not say so by an attribute.
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static pthread_mutex_t mutex;
static jmp_buf top;
int work(void), debugging(void);

static void end(int status, const char *message) {
  if (debugging())
    abort();
  fputs(message, stderr);
  exit(status);
}

static void fatal(const char *format, ...) {
  va_list list;
  va_start(list, format);
  vfprintf(stderr, format, list);
  va_end(list);
  end(1, "\n");
}

static void raised(void) { longjmp(top, 1); }

static void park(void) {
  for (;;)
    work();
}

static void spin(int n) { spin(n + 1); }

static void warn(const char *message, int worse) {
  fputs(message, stderr);
  if (worse)
    exit(1);
}

static void again(const char *message) {
  jmp_buf here;
  if (setjmp(here) == 0)
    longjmp(here, 1);
  fputs(message, stderr);
}

static void dies_ok(void) {
  if (pthread_mutex_lock(&mutex) != 0)
    fatal("cannot lock");
  work();
  if (pthread_mutex_unlock(&mutex) != 0)
    fatal("cannot unlock");
}

static void jumps_ok(void) {
  if (pthread_mutex_lock(&mutex) != 0)
    raised();
  work();
  pthread_mutex_unlock(&mutex);
}

static void parks_ok(void) {
  if (pthread_mutex_lock(&mutex) != 0)
    park();
  work();
  pthread_mutex_unlock(&mutex);
}

static void recurses_ok(void) {
  if (pthread_mutex_lock(&mutex) != 0)
    spin(0);
  work();
  pthread_mutex_unlock(&mutex);
}

static int leaves_ok(void) {
  pthread_mutex_lock(&mutex);
  if (work() < 0)
    fatal("no work");
  pthread_mutex_unlock(&mutex);
  return 0;
}

static void warns(void) {
  if (pthread_mutex_trylock(&mutex) != 0)
    warn("cannot lock", debugging());
  work();
  pthread_mutex_unlock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is released here, also if its acquisition failed
}

static void comes_back(void) {
  if (pthread_mutex_trylock(&mutex) != 0)
    again("cannot lock");
  work();
  pthread_mutex_unlock(&mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'mutex' is released here, also if its acquisition failed
}

int main(void) {
  if (setjmp(top))
    return 1;
  dies_ok(), jumps_ok(), parks_ok(), recurses_ok(), warns(), comes_back();
  return leaves_ok();
}
