// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -option=Strict=true -- -std=c17 %mock
// What is merely not on the list of safe functions.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void unknown(void);
static char text[100];
static void on_usr1_ok(int sig) { write(1, text, 1); }
static void on_term(int sig) {
  snprintf(text, sizeof text, "%d", sig);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'snprintf' is called in the handler of SIGTERM, and is not known to be async-signal-safe [asyncsafe-unsafe-call-in-handler]
  unknown();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'unknown' is called in the handler of SIGTERM, and is not known to be async-signal-safe [asyncsafe-unsafe-call-in-handler]
}
static void on_segv(int sig) {
  printf("crashed\n");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'printf' must not be called in the handler of SIGSEGV because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
  abort();
}
int main(void) {
  signal(SIGUSR1, on_usr1_ok);
  signal(SIGTERM, on_term);
  signal(SIGSEGV, on_segv);
}
