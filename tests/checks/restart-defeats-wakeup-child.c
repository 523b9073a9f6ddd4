// RUN: %check_asyncsafe %s %t -checks=asyncsafe-restart-defeats-wakeup -- -std=gnu17 -D_GNU_SOURCE
// What the signal tells of ends the wait as well.
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile pid_t child;
static volatile sig_atomic_t stop;
static void on_child(int sig) {
  int saved_errno = errno;
  if (waitpid(child, NULL, WNOHANG) == child)
    child = -1;
  errno = saved_errno;
}
static void on_term(int sig) { stop = 1; }

void wait_ok(void) {
  signal(SIGCHLD, on_child);
  while (child > 1)
    if (waitpid(child, NULL, 0) == -1 && errno != EINTR)
      break;
}
void wait_bad(void) {
  signal(SIGTERM, on_term);
  while (!stop)
    if (waitpid(-1, NULL, 0) == -1 && errno != EINTR)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'waitpid' continues to wait after the handler of SIGTERM sets 'stop': the call is restarted [asyncsafe-restart-defeats-wakeup]
      break;
}
