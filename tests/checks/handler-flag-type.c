// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=c17 %mock
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

void reload(void);
void rotate(void);
void use(const int *p);

//===--- right ---===//

static volatile sig_atomic_t stop_ok;
static _Atomic int pending_ok;
// On this platform a volatile word is stored at once: strict only.
static volatile int volatile_ok;
// Only handlers know it.
static int depth_ok;
// Set up before the handler is installed, and only read there.
static int *table_ok;
static int limit_ok;
// Each thread has its own.
static _Thread_local int mine_ok;
// Never looked at.
static int count_ok;

static void on_term_ok(int sig) {
  stop_ok = 1;
  pending_ok = 1;
  volatile_ok = 1;
  depth_ok++;
  mine_ok = 1;
  count_ok++;
  if (table_ok && limit_ok && depth_ok)
    write(1, table_ok, 1);
}
// Two ends of the program: which of them came first makes no difference.
static volatile sig_atomic_t ended_by_ok;
static void on_end_ok(int sig) { ended_by_ok = sig; }

void loop_ok(void) {
  limit_ok = 3;
  table_ok = &limit_ok;
  signal(SIGTERM, on_term_ok);
  signal(SIGINT, on_end_ok);
  signal(SIGQUIT, on_end_ok);
  while (!stop_ok && !pending_ok && !volatile_ok && !mine_ok)
    pause();
  if (ended_by_ok == SIGINT)
    reload();
  else if (ended_by_ok == SIGQUIT)
    rotate();
}

// Stored where nothing can interrupt the reader.
static int children_ok;
static void on_child_ok(int sig) { children_ok++; }
int count_children_ok(void) {
  sigset_t set, before;
  signal(SIGCHLD, on_child_ok);
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, &before);
  int n = children_ok;
  sigprocmask(SIG_SETMASK, &before, NULL);
  return n;
}

//===--- wrong ---===//

static int stop_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'stop_bad' is shared with the handler of SIGHUP, but its type 'int' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
// CHECK-FIXES: {{^}}static volatile sig_atomic_t stop_bad;
static _Bool seen_bad, other_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'seen_bad' is shared with the handler of SIGHUP, but its type '_Bool' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
// CHECK-MESSAGES: :[[@LINE-2]]:24: warning: 'other_bad' is shared with the handler of SIGHUP, but its type '_Bool' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
// Two share one type: no fix-it.
static _Bool alone_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'alone_bad' is shared with the handler of SIGHUP, but its type '_Bool' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
// CHECK-FIXES: {{^}}static volatile sig_atomic_t alone_bad;
static sig_atomic_t not_volatile_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'not_volatile_bad' is shared with the handler of SIGHUP, but its type 'sig_atomic_t' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
// CHECK-FIXES: {{^}}static volatile sig_atomic_t not_volatile_bad;
// Others may have declared it: no fix-it.
long long total_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'total_bad' is shared with the handler of SIGHUP, but its type 'long long' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
// Its address is taken: no fix-it.
static int pointed_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'pointed_bad' is shared with the handler of SIGHUP, but its type 'int' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
static const char *message_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'message_bad' is shared with the handler of SIGHUP, but its type 'const char *' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
static struct {
  _Bool dirty_bad;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'dirty_bad' is shared with the handler of SIGHUP, but its type '_Bool' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
} state;

static void deeper(void) { total_bad += 1; }
static void on_hup_bad(int sig) {
  stop_bad = 1;
  seen_bad = 1;
  other_bad = 1;
  alone_bad = 1;
  not_volatile_bad = 1;
  pointed_bad = 1;
  message_bad = "hup";
  state.dirty_bad = 1;
  deeper();
}
void loop_bad(void) {
  signal(SIGHUP, on_hup_bad);
  use(&pointed_bad);
  while (!stop_bad && !not_volatile_bad)
    pause();
  if (seen_bad && other_bad && alone_bad && pointed_bad && total_bad > 3 && state.dirty_bad)
    write(1, message_bad, 1);
}

static volatile sig_atomic_t last_bad;
static void on_any_bad(int sig) {
  last_bad = sig;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'last_bad' holds only one signal: a SIGUSR1 is lost if another signal arrives before it is read [asyncsafe-handler-flag-type]
}
void told_apart_bad(void) {
  signal(SIGUSR1, on_any_bad);
  signal(SIGUSR2, on_any_bad);
  for (;;) {
    pause();
    switch (last_bad) {
    case SIGUSR1:
      reload();
      break;
    case SIGUSR2:
      rotate();
      break;
    }
  }
}
