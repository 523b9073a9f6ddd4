// right: the mask is kept in a place of the caller and restored by the second function of the pair.
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>

struct session {
  int pending, children;
};

void signals_block(sigset_t *before) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGWINCH);
  sigprocmask(SIG_BLOCK, &set, before);
}
void signals_restore(const sigset_t *before) { sigprocmask(SIG_SETMASK, before, NULL); }

int session_forget(struct session *s) {
  sigset_t before;
  int n;
  signals_block(&before);
  if (s->children == 0) {
    signals_restore(&before);
    return 0;
  }
  n = s->pending;
  s->pending = s->children = 0;
  signals_restore(&before);
  return n;
}
