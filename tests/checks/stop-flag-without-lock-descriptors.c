// RUN: %check_asyncsafe %s %t -checks=asyncsafe-stop-flag-without-lock -- -std=gnu17
// A descriptor is no condition variable, also for code that is given a lock: what is written to it stays until it is
// read.
#include <pthread.h>
#include <stdbool.h>
#include <sys/socket.h>

static pthread_mutex_t mutex;
static pthread_cond_t news;
static int ends[2];
static bool more, open;
static char data[64];

static int receive(int fd, pthread_mutex_t *of_data) {
  (void)of_data;
  return recv(fd, data, sizeof data, 0);
}
static void wait_for(pthread_cond_t *what, pthread_mutex_t *of_data) { pthread_cond_wait(what, of_data); }

static void *reads_ok(void *unused) {
  pthread_mutex_lock(&mutex);
  while (more && receive(ends[0], &mutex) > 0)
    ;
  pthread_mutex_unlock(&mutex);
  return unused;
}
static void tells_ok(void) {
  more = false;
  send(ends[0], data, sizeof data, 0);
}

static void *waits(void *unused) {
  pthread_mutex_lock(&mutex);
  while (open)
    wait_for(&news, &mutex);
  pthread_mutex_unlock(&mutex);
  return unused;
}
static void notifies(void) {
  open = false;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'open' is stored without holding 'mutex', under which the wait on 'news' tests it: the notification can be lost [asyncsafe-stop-flag-without-lock]
  pthread_cond_signal(&news);
}

void start(void) {
  pthread_t a, b;
  pthread_create(&a, 0, reads_ok, 0);
  pthread_create(&b, 0, waits, 0);
  tells_ok();
  notifies();
  pthread_join(a, 0);
  pthread_join(b, 0);
}
