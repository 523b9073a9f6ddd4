// wrong: a session without children returns between the wrappers, and SIGCHLD stays blocked.
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>

struct session {
  int pending, children;
};

static void signals_block(sigset_t *before) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGWINCH);
  sigprocmask(SIG_BLOCK, &set, before);
}
static void signals_restore(const sigset_t *before) { sigprocmask(SIG_SETMASK, before, NULL); }

int session_forget(struct session *s) {
  sigset_t before;
  int n;
  signals_block(&before); // HERE
  if (s->children == 0)
    return 0; // OR
  n = s->pending;
  s->pending = s->children = 0;
  signals_restore(&before);
  return n;
}
