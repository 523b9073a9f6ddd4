// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// A call that was to fill in a status, and has not.
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_usr1(int sig) {}
void install(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_usr1;
  sigaction(SIGUSR1, &sa, NULL);
}
#define CHECK(X) do { if (!(X)) abort(); } while (0)

//===--- Silent -----------------------------------------------------------===//

int tested_ok(pid_t pid) {
  int status;
  if (waitpid(pid, &status, 0) < 0)
    return -1;
  return WEXITSTATUS(status);
}
int compared_ok(pid_t pid) {
  int status;
  while (wait(&status) != pid)
    ;
  return waitpid(pid, &status, 0) == pid ? WEXITSTATUS(status) : -1;
}
int again_ok(pid_t pid) {
  int status;
  pid_t got;
  do
    got = waitpid(pid, &status, 0);
  while (got < 0 && errno == EINTR);
  return WEXITSTATUS(status);
}
int does_not_wait_ok(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, WNOHANG);
  return WEXITSTATUS(status);
}
void only_waits_ok(pid_t pid) { waitpid(pid, NULL, 0); }
int in_a_macro_ok(pid_t pid) {
  int status;
  CHECK(waitpid(pid, &status, 0) == pid);
  return WEXITSTATUS(status);
}

//===--- Alarms -----------------------------------------------------------===//

int status_bad(pid_t pid) {
  int status;
  waitpid(pid, &status, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitpid' fails with EINTR after the handler of SIGUSR1 runs, and the code continues as if it had succeeded [asyncsafe-eintr-unhandled]
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
