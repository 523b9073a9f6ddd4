// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// Signals that are blocked but for one wait, and also where what is put back lets them in while the program
// goes on. Look-alikes: eintr-unhandled-windows.c.
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

/// The parent goes on with what it had before.
static void start(char *const *args) {
  int pid = fork();
  put_back();
  if (pid == 0) {
    execv(args[0], args);
    _exit(99);
  }
}

//===--- Reported ---------------------------------------------------------===//

int close_it(int pid) {
  int status;
  // CHECK-MESSAGES: :[[@LINE+1]]:3: warning: 'waitpid' fails with EINTR after the handler of SIGCHLD runs
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
  }
  return 0;
}
