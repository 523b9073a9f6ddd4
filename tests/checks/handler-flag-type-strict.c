// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -option=Strict=true -- -std=c17 %mock
#include <signal.h>
#include <unistd.h>

static volatile int stop;
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'stop' is shared with the handler of SIGTERM, but its type 'volatile int' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
static int busy;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'busy' is shared with the handler of SIGTERM, but its type 'int' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
// CHECK-FIXES: {{^}}static volatile sig_atomic_t busy;
static void on_term(int sig) {
  if (!busy)
    _exit(0);
  stop = 1;
}
void work(void);
int main(void) {
  signal(SIGTERM, on_term);
  while (!stop) {
    busy = 1;
    work();
    busy = 0;
  }
}
