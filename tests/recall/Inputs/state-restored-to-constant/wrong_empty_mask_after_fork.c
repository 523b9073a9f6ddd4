// wrong: the parent ends the region with an empty mask and so unblocks what the program had blocked for its signalfd.
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

struct proc {
  pid_t pid;
  struct proc *next;
};
static struct proc *running;

int spawn(const char *program, char *const argv[]) {
  sigset_t all, old;
  struct proc *p = malloc(sizeof *p);
  if (!p)
    return -1;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old); // OR
  p->pid = fork();
  if (p->pid == 0) {
    sigprocmask(SIG_SETMASK, &old, NULL);
    execv(program, argv);
    _exit(126);
  }
  p->next = running;
  running = p;
  sigemptyset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL); // HERE
  return p->pid < 0 ? -1 : 0;
}
