// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-retry-ignores-stop -- -std=gnu17
// No code reads what the handler sets.
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/wait.h>

static volatile sig_atomic_t quit, reload;
int seen_elsewhere;
static void on_term(int sig) { quit = 1; }
static void on_winch(int sig) { reload = 1; }
static void on_hup(int sig) { seen_elsewhere = 1; }
void answer(int fd);
void prepare(void) {
  struct sigaction action = {.sa_handler = on_term};
  sigaction(SIGTERM, &action, NULL);
  action.sa_handler = on_winch;
  sigaction(SIGWINCH, &action, NULL);
  action.sa_handler = on_hup;
  sigaction(SIGHUP, &action, NULL);
}

void serves_forever_bad(int listener) {
  for (;;) {
    int fd;
    do
      fd = accept(listener, NULL, NULL);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'accept' is retried after EINTR without testing 'quit', which the signal handler has just set [asyncsafe-eintr-retry-ignores-stop]
    while (fd < 0 && errno == EINTR);
    answer(fd);
  }
}
/// A child ends by itself.
int child_ok(int pid) {
  int status = 0, got;
  for (int tries = 0;; tries++) {
    got = waitpid(pid, &status, 0);
    if (got >= 0 || errno != EINTR)
      return got < 0 ? got : status;
  }
}
void serves_one_ok(int listener) {
  int fd = accept(listener, NULL, NULL);
  if (fd < 0 && errno == EINTR)
    return;
  answer(fd);
}
