// wrong: fork() fails, and the caller goes on with SIGCHLD blocked for the rest of its life.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

static pid_t jobs[64];
static int count;

pid_t start_job(char *const argv[]) {
  sigset_t chld, before;
  sigemptyset(&chld);
  sigaddset(&chld, SIGCHLD);
  sigprocmask(SIG_BLOCK, &chld, &before); // HERE
  pid_t pid = fork();
  if (pid < 0) {
    perror("fork");
    return -1; // OR
  }
  if (pid == 0) {
    sigprocmask(SIG_SETMASK, &before, NULL);
    execvp(argv[0], argv);
    _exit(127);
  }
  jobs[count++ % 64] = pid;
  sigprocmask(SIG_SETMASK, &before, NULL);
  return pid;
}
