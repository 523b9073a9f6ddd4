// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// A timer that is still armed when its function has returned. Look-alikes: eintr-unhandled-timers.c.
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t late;
static void on_alarm(int s) { late = 1; }

void install(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_alarm;
  sigaction(SIGALRM, &sa, NULL);
}

void starts_to_tick(void) { alarm(60); }

int reaps(int pid) {
  int status;
  // CHECK-MESSAGES: :[[@LINE+1]]:3: warning: 'waitpid' fails with EINTR after the handler of SIGALRM runs
  waitpid(pid, &status, 0);
  return WIFEXITED(status);
}
