// wrong: the child's program starts with SIGINT and SIGTERM blocked: masks outlive exec, and nobody can stop it.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

static volatile sig_atomic_t child;

int run_hook(const char *hook) {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  sigprocmask(SIG_BLOCK, &stop, &before); // HERE
  pid_t pid = fork();
  if (pid == 0) {
    execl("/bin/sh", "sh", "-c", hook, (char *)NULL); // OR
    _exit(127);
  }
  if (pid > 0)
    child = pid;
  sigprocmask(SIG_SETMASK, &before, NULL);
  return pid < 0 ? -1 : 0;
}
