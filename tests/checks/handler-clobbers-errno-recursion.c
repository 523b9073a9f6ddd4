// Functions that call each other have one answer, whichever handler is looked at first.
// RUN: %check_asyncsafe %s %t -- %mock
// RUN: %check_asyncsafe %s %t.2 -- %mock -DOTHER_ORDER
#include <signal.h>
#include <unistd.h>

static void ping(int depth);
static void pong(int depth) {
  if (depth)
    ping(depth - 1);
}
static void ping(int depth) {
  if (depth)
    pong(depth - 1);
  unlink("lock");
}

// Nothing in this circle fails, so that nothing in it changes errno.
static int tock(int depth);
static int tick(int depth) { return depth ? tock(depth - 1) : 0; }
static int tock(int depth) { return depth ? tick(depth - 1) : 1; }

static void on_hup(int sig) { tick(3); }
static void on_usr1(int sig) { tock(3); }

static void on_term(int sig) { pong(3); }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'pong' may change errno in the handler of SIGTERM, which returns without restoring it [asyncsafe-handler-clobbers-errno]
static void on_int(int sig) { ping(3); }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'ping' may change errno in the handler of SIGINT, which returns without restoring it [asyncsafe-handler-clobbers-errno]

void install(void) {
#ifdef OTHER_ORDER
  signal(SIGUSR1, on_usr1);
  signal(SIGHUP, on_hup);
  signal(SIGINT, on_int);
  signal(SIGTERM, on_term);
#else
  signal(SIGTERM, on_term);
  signal(SIGINT, on_int);
  signal(SIGHUP, on_hup);
  signal(SIGUSR1, on_usr1);
#endif
}
