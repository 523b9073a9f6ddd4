// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wait-ignores-stop -- -std=gnu17
// Here main waits, and a thread that it started asks it to end.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static atomic_int quit, closed;
static int listener;
void serve(int fd);

static void *console(void *argument) {
  if (getchar() == 'q')
    quit = 1;
  return argument;
}
static void *shuts_down(void *argument) {
  closed = 1;
  shutdown(listener, SHUT_RDWR);
  return argument;
}
static void until_closed_ok(void) {
  while (!closed)
    serve(accept(listener, NULL, NULL));
}
static void until_quit_bad(void) {
  while (!quit)
    serve(accept(3, NULL, NULL));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'accept' is not woken when 'quit' is set to stop the program [asyncsafe-wait-ignores-stop]
}
static void short_rounds_ok(void) {
  while (!quit)
    sleep(1);
}
int main(void) {
  pthread_t keyboard, other;
  pthread_create(&keyboard, NULL, console, NULL);
  pthread_create(&other, NULL, shuts_down, NULL);
  until_closed_ok();
  short_rounds_ok();
  until_quit_bad();
  return pthread_join(keyboard, NULL);
}
