// wrong: reap() unblocks SIGCHLD inside shutdown_all()'s own region; its handler then walks to the child that was just freed.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

struct child {
  pid_t pid;
  struct child *next;
};
static struct child *children;
static volatile sig_atomic_t dead;

static void on_chld(int sig) {
  int saved = errno;
  (void)sig;
  for (struct child *c = children; c; c = c->next)
    if (waitpid(c->pid, NULL, WNOHANG) > 0)
      dead = 1;
  errno = saved;
}
static void block(int how) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(how, &set, NULL); // OR
}
static void drop_first(void) {
  block(SIG_BLOCK);
  struct child *c = children;
  children = c->next;
  free(c);
  block(SIG_UNBLOCK); // HERE
}
void drop_all(void) {
  block(SIG_BLOCK);
  while (children && children->next)
    drop_first();
  free(children);
  children = NULL;
  block(SIG_UNBLOCK);
}
int install(void) {
  struct sigaction sa = {.sa_handler = on_chld, .sa_flags = SA_RESTART};
  return sigaction(SIGCHLD, &sa, NULL);
}
