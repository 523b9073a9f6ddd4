// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// A handler that only the program's timers call: where none is armed, it does not run.
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

//===--- Silent -----------------------------------------------------------===//

/// The same test decides twice.
int connects_ok(int fd, struct sockaddr *to, int limit) {
  if (limit > 0)
    alarm(limit);
  int rc = connect(fd, to, sizeof *to);
  if (limit > 0)
    alarm(0);
  return rc;
}

int reaps_ok(int pid) {
  int status;
  waitpid(pid, &status, 0);
  return WIFEXITED(status);
}

int after_the_limit_ok(int pid) {
  int status;
  alarm(5);
  pause();
  alarm(0);
  waitpid(pid, &status, 0);
  return WIFEXITED(status);
}

/// A child does not inherit its parent's timers.
int in_child_ok(int pid) {
  int status = 0;
  alarm(5);
  if (fork() == 0) {
    waitpid(pid, &status, 0);
    _exit(WIFEXITED(status));
  }
  alarm(0);
  return 0;
}

//===--- Reported ---------------------------------------------------------===//

int within_the_limit(int pid) {
  int status;
  alarm(5);
  // CHECK-MESSAGES: :[[@LINE+1]]:3: warning: 'waitpid' fails with EINTR after the handler of SIGALRM runs
  waitpid(pid, &status, 0);
  alarm(0);
  return WIFEXITED(status);
}
