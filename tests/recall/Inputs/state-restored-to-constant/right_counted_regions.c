// right: a counter makes the regions nest: only the outermost end unblocks.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdlib.h>

struct child {
  pid_t pid;
  struct child *next;
};
static struct child *children;
static int depth;

static void enter(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  if (depth++ == 0)
    sigprocmask(SIG_BLOCK, &set, NULL);
}
static void leave(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  if (--depth == 0)
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}
static void drop_first(void) {
  enter();
  struct child *c = children;
  children = c->next;
  free(c);
  leave();
}
void drop_all(void) {
  enter();
  while (children)
    drop_first();
  leave();
}
