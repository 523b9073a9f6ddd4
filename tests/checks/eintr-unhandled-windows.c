// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// Signals that are blocked but for one wait, where a wrapper is told which, and masks that are put back only
// where the process ends or starts another program.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

static sigset_t ours, theirs;
static volatile sig_atomic_t got;
static void on_signal(int s) { got = s; }

static void catch_signal(int sig) {
  sigaddset(&ours, sig);
  sigprocmask(SIG_BLOCK, &ours, NULL);
  struct sigaction sa = {0};
  sa.sa_handler = on_signal;
  sigaction(sig, &sa, NULL);
}

static void put_back(void) { sigprocmask(SIG_SETMASK, &theirs, NULL); }

static void start(char *const *args) {
  if (fork() == 0) {
    put_back();
    execv(args[0], args);
    _exit(99);
  }
}

static void become(char *const *args) {
  put_back();
  execv(args[0], args);
  perror("execv");
  abort();
}

//===--- Silent -----------------------------------------------------------===//

int close_ok(int pid) {
  int status;
  waitpid(pid, &status, 0);
  return WIFEXITED(status);
}

int serve(int fd, char **argv) {
  sigemptyset(&ours);
  sigprocmask(SIG_BLOCK, &ours, &theirs);
  catch_signal(SIGCHLD);
  catch_signal(SIGTERM);
  while (got != SIGTERM) {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    sigprocmask(SIG_UNBLOCK, &ours, NULL);
    int n = select(fd + 1, &set, NULL, NULL, NULL);
    sigprocmask(SIG_BLOCK, &ours, NULL);
    if (n > 0)
      start(argv);
    if (n < 0 && got == SIGHUP)
      become(argv);
  }
  return 0;
}
