// right: the child empties its mask before exec, as a fresh program expects; the parent restores what it had.
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
  sigset_t all, none, old;
  struct proc *p = malloc(sizeof *p);
  if (!p)
    return -1;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &old);
  p->pid = fork();
  if (p->pid == 0) {
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execv(program, argv);
    _exit(126);
  }
  p->next = running;
  running = p;
  sigprocmask(SIG_SETMASK, &old, NULL);
  return p->pid < 0 ? -1 : 0;
}
