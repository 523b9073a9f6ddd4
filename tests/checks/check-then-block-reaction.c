// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block -- -std=gnu17
// A wait that comes only where the flag has been found set is part of what the signal asks for.
#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted, running = 1;
static void on_int(int sig) { interrupted = 1; }
static void on_term(int sig) { running = 0; }
static char buffer[16];

static int got_interrupt(void) {
  int was = interrupted;
  interrupted = 0;
  return was;
}
static int goes_on(void) { return !interrupted; }

static void drains_ok(int s) {
  if (interrupted)
    recv(s, buffer, sizeof buffer, 0);
}
static void aborts_ok(int s) {
  if (got_interrupt())
    recv(s, buffer, sizeof buffer, 0);
}
static void says_goodbye_ok(int s) {
  if (!running)
    recv(s, buffer, sizeof buffer, 0);
}

static void waits(int s) {
  while (!interrupted)
    recv(s, buffer, sizeof buffer, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'recv' blocks without noticing a signal that arrives after the test of 'interrupted' [asyncsafe-check-then-block]
}
static void waits_by_accessor(int s) {
  while (!got_interrupt())
    recv(s, buffer, sizeof buffer, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'recv' blocks without noticing a signal that arrives after the test of 'interrupted' [asyncsafe-check-then-block]
}
static void waits_by_opposite(int s) {
  while (goes_on())
    recv(s, buffer, sizeof buffer, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'recv' blocks without noticing a signal that arrives after the test of 'interrupted' [asyncsafe-check-then-block]
}
static void waits_while(int s) {
  while (running)
    recv(s, buffer, sizeof buffer, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'recv' blocks without noticing a signal that arrives after the test of 'running' [asyncsafe-check-then-block]
}

int main(void) {
  struct sigaction on = {.sa_handler = on_int};
  sigaction(SIGINT, &on, 0);
  on.sa_handler = on_term;
  sigaction(SIGTERM, &on, 0);
  int s = socket(AF_INET, SOCK_STREAM, 0);
  drains_ok(s);
  aborts_ok(s);
  says_goodbye_ok(s);
  waits(s);
  waits_by_accessor(s);
  waits_by_opposite(s);
  waits_while(s);
}
