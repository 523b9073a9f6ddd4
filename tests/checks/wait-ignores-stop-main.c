// RUN: %check_asyncsafe -checks=asyncsafe-wait-ignores-stop %s %t -- -std=gnu17
// The main thread waits, and another one asks it to stop.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static atomic_int quit, woken, exits;
void serve(int fd);
static int listener = 3;

static void *console(void *argument) {
  getchar();
  quit = 1;
  return argument;
}
static void *shuts_down(void *argument) {
  getchar();
  woken = 1;
  shutdown(listener, SHUT_RDWR);
  return argument;
}
static void *leaves(void *argument) {
  getchar();
  exits = 1;
  exit(0);
}
static void serve_until_shut_ok(void) {
  while (!woken)
    serve(accept(listener, NULL, NULL));
}
static void serve_until_exit_ok(void) {
  while (!exits)
    serve(accept(4, NULL, NULL));
}
int main(void) {
  pthread_t one, two, three;
  pthread_create(&one, NULL, console, NULL);
  pthread_create(&two, NULL, shuts_down, NULL);
  pthread_create(&three, NULL, leaves, NULL);
  serve_until_shut_ok();
  serve_until_exit_ok();
  while (!quit)
    serve(accept(5, NULL, NULL));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'accept' is not woken when 'quit' is set to stop this thread [asyncsafe-wait-ignores-stop]
  return pthread_join(one, NULL);
}
