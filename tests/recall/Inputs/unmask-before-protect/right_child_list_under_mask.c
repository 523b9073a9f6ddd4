// right: the child's number is stored while SIGTERM is blocked, and the child takes the default before it unblocks.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

static volatile sig_atomic_t helper;

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
  pid_t pid = fork();
  if (pid == 0) {
    signal(SIGTERM, SIG_DFL);
    sigprocmask(SIG_SETMASK, &old, NULL);
    execl(program, program, (char *)NULL);
    _exit(127);
  }
  helper = pid;
  sigprocmask(SIG_SETMASK, &old, NULL);
  return pid < 0 ? -1 : 0;
}
