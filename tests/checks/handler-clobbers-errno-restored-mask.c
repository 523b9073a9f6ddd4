// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-clobbers-errno -- -std=gnu17 -D_GNU_SOURCE
// Blocked for a moment, put back, and unblocked at the end of the program: the handler strikes in between.
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/wait.h>

static volatile sig_atomic_t child;
static void on_term_bad(int sig) {
  kill(child, sig);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'kill' may change errno in the handler of SIGTERM, which returns without restoring it [asyncsafe-handler-clobbers-errno]
}
int main(void) {
  sigset_t set, old;
  int status;
  signal(SIGTERM, on_term_bad);
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigprocmask(SIG_BLOCK, &set, &old);
  child = fork();
  sigprocmask(SIG_SETMASK, &old, NULL);
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) {
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(WTERMSIG(status));
    exit(1);
  }
  return 0;
}
