// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=gnu17 -D_GNU_SOURCE
// Nothing goes on with what it has in registers: the handler does not come back to it, or
// came out of a call.
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static sigjmp_buf top;
static int aborted_ok, id_ok, status_ok, broken_ok, width_ok;
static int asked_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'asked_bad' is shared with the handler of SIGUSR1, but its type 'int' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
// CHECK-FIXES: static volatile sig_atomic_t asked_bad;

static void announce(void) { id_ok = 2; }
static void jumps_ok(int sig) {
  aborted_ok = 1;
  announce();
  siglongjmp(top, 1);
}
static void ends_ok(int sig) {
  status_ok = 1;
  _exit(1);
}
static void on_pipe_ok(int sig) { broken_ok = 1; }
/// Also called by hand, once at the start: with no signal there is no jump.
static void resize_ok(int sig) {
  width_ok = 80;
  if (sig)
    siglongjmp(top, 1);
}
static void may_jump_bad(int sig) {
  asked_bad = 1;
  if (aborted_ok)
    siglongjmp(top, 1);
}
int work(void);
int run(void) {
  signal(SIGINT, jumps_ok);
  signal(SIGTERM, ends_ok);
  signal(SIGPIPE, on_pipe_ok);
  signal(SIGUSR1, may_jump_bad);
  signal(SIGWINCH, resize_ok);
  resize_ok(0);
  if (sigsetjmp(top, 1) && aborted_ok)
    return id_ok + status_ok + width_ok;
  while (!broken_ok && !asked_bad)
    work();
  return 0;
}
