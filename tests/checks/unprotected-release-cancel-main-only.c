// RUN: %check_asyncsafe %s %t -- -std=c17 %mock
// A library's functions push cleanup handlers for programs that cancel: main, which is never cancelled, calls them
// all the same.
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

void take_config(void *config);
static void put_config(void *config) { take_config(config); }

static int filter_ok(int fd) {
  char c, *path = malloc(100);
  pthread_cleanup_push(put_config, &c);
  read(fd, path, 100);
  pthread_cleanup_pop(1);
  free(path);
  return 0;
}
static int scan_ok(int fd) { return filter_ok(fd); }

static int shared_bad(int fd) {
  char c, *path = malloc(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: memory 'path' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  pthread_cleanup_push(put_config, &c);
  read(fd, path, 100);
  pthread_cleanup_pop(1);
  free(path);
  return 0;
}
static void *worker(void *fd) {
  shared_bad(*(int *)fd);
  return NULL;
}
static int tests_for_it_bad(int fd) {
  char *path = malloc(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: memory 'path' is acquired here and not released if the thread is cancelled in 'pthread_testcancel' [asyncsafe-unprotected-release]
  pthread_testcancel();
  free(path);
  return 0;
}
/* Another file may call it on any thread. */
int known_outside_bad(int fd) {
  char c, *path = malloc(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: memory 'path' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  pthread_cleanup_push(put_config, &c);
  read(fd, path, 100);
  pthread_cleanup_pop(1);
  free(path);
  return 0;
}
/* An unknown function gets it, and may run it on a thread. */
static int given_away_bad(int fd) {
  char c, *path = malloc(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: memory 'path' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
  pthread_cleanup_push(put_config, &c);
  read(fd, path, 100);
  pthread_cleanup_pop(1);
  free(path);
  return 0;
}
void run_later(int (*work)(int));

int main(void) {
  pthread_t thread;
  int fd = 0;
  pthread_create(&thread, NULL, worker, &fd);
  run_later(given_away_bad);
  scan_ok(fd);
  shared_bad(fd);
  given_away_bad(fd);
  tests_for_it_bad(fd);
  known_outside_bad(fd);
  return pthread_cancel(thread);
}
