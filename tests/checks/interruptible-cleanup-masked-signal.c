// RUN: %check_asyncsafe -checks=asyncsafe-interruptible-cleanup %s %t -- -std=gnu17
// A routine that a handler calls, too: normal code blocks the signal around it.
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t attached, users;
static void detach(void) {
  if (attached) {
    users--;
    attached = 0;
  }
}
static void on_term(int sig) {
  detach();
  _exit(128 + sig);
}
int session_ok(int (*run)(void)) {
  sigset_t term, old;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  signal(SIGTERM, on_term);
  users++;
  attached = 1;
  int rc = run();
  sigprocmask(SIG_BLOCK, &term, &old);
  detach();
  sigprocmask(SIG_SETMASK, &old, NULL);
  return rc;
}
