// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// A wrapper that sets the cancel state for callers in other files says nothing about
// the functions of this one; what runs under main cancels others.
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t m;

void makeKillable(void) { pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, 0); }

void besideAWrapper_ok(int fd) {
  char c;
  pthread_mutex_lock(&m);
  read(fd, &c, 1);
  pthread_mutex_unlock(&m);
}
