// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -- -std=c17 %mock
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static void flush(const char *text) {
  fputs(text, stderr);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'fputs' must not be called in the handler of SIGTERM because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
  // CHECK-NOTES: :[[@LINE+15]]:3: note: 'on_term' is installed as the handler of SIGTERM here
  // CHECK-NOTES: :[[@LINE+8]]:32: note: 'on_term' calls 'finish' here
  // CHECK-NOTES: :[[@LINE+6]]:28: note: 'finish' calls 'flush' here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: 1 more handler reaches this call
  // CHECK-NOTES: :[[@LINE-6]]:3: note: 1 more call of this kind in 'flush'
  // CHECK-NOTES: :[[@LINE-7]]:3: note: only set a flag or wake the main loop here, and do the rest there
  fputs("\n", stderr);
}
static void finish(void) { flush("bye"); }
static void on_term(int sig) { finish(); }
static void on_int(int sig) {
  flush("interrupted");
  exit(1);
}
int main(void) {
  signal(SIGTERM, on_term);
  signal(SIGINT, on_int);
}
