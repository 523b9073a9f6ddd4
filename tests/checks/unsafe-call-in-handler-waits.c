// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -- -std=c17 %mock
// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -option=Strict=true -check-suffixes=STRICT -- -std=c17 %mock
// The signal is blocked, and let in by sigsuspend() alone: the handler interrupts nothing.
#include <signal.h>
#include <stdio.h>

void work(void);
void log_it(const char *text);
static void on_term_ok(int sig) {
  printf("stopping\n");
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'printf' must not be called in the handler of SIGTERM because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
  log_it("stopping");
}

int main(void) {
  sigset_t blocked, before;
  struct sigaction sa = {.sa_handler = on_term_ok};
  sigaction(SIGTERM, &sa, NULL);
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  for (;;) {
    work();
    sigsuspend(&before);
  }
}
