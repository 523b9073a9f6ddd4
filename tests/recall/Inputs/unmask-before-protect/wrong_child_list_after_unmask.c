// wrong: SIGTERM ends the daemon by a handler that kills the children it knows; the one just started is not yet listed.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

static volatile pid_t helper;

static void on_term(int sig) {
  (void)sig;
  if (helper > 0)
    kill(helper, SIGTERM);
  _exit(0);
}
int start_helper(const char *program) {
  sigset_t term, old;
  struct sigaction sa = {.sa_handler = on_term};
  sigaction(SIGTERM, &sa, NULL);
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  sigprocmask(SIG_BLOCK, &term, &old);
  pid_t pid = fork(); // HERE
  if (pid == 0) {
    signal(SIGTERM, SIG_DFL);
    sigprocmask(SIG_SETMASK, &old, NULL);
    execl(program, program, (char *)NULL);
    _exit(127);
  }
  sigprocmask(SIG_SETMASK, &old, NULL); // OR
  helper = pid;
  return pid < 0 ? -1 : 0;
}
