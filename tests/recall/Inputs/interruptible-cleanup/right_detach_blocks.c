// right: the main flow detaches, and attaches, with SIGTERM blocked; the handler cannot come in between.
#define _GNU_SOURCE
#include <signal.h>
#include <unistd.h>

struct shared {
  volatile sig_atomic_t users;
};
static struct shared *segment;
static volatile sig_atomic_t attached;

static void on_term(int sig) {
  if (attached)
    segment->users--;
  _exit(128 + sig);
}
int session(struct shared *s, int (*run)(void)) {
  sigset_t term, old;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  segment = s;
  attached = 0;
  signal(SIGTERM, on_term);
  sigprocmask(SIG_BLOCK, &term, &old);
  segment->users++;
  attached = 1;
  sigprocmask(SIG_SETMASK, &old, NULL);
  int rc = run();
  sigprocmask(SIG_BLOCK, &term, NULL);
  segment->users--;
  attached = 0;
  sigprocmask(SIG_SETMASK, &old, NULL);
  return rc;
}
