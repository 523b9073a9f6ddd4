// RUN: %dump --stage=facts %s -- -std=c17 %mock | FileCheck %s --implicit-check-not="{{^(handler|write)}}"
// Who handles which signal, and whether calls restart after it.
#include <signal.h>
#include <string.h>

volatile sig_atomic_t stop;
static int count;
struct server {
  int dirty;
};
static struct server *the_server;

static void deeper(struct server *s) { s->dirty = 1; }
static void on_signal(int sig) {
  int local = 0;
  local = sig;
  if (sig == SIGTERM)
    stop = 1;
  if (sig == SIGHUP)
    deeper(the_server);
}
static void on_info(int sig, siginfo_t *info, void *context) { count++; }
void elsewhere(int sig);

// The struct is used again; fields that were never written are zero.
void reused(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_signal;
  // CHECK: handler on_signal for SIGTERM restarts no installed reused [[@LINE+1]]:3
  sigaction(SIGTERM, &sa, NULL);
  sa.sa_flags |= SA_RESTART;
  // CHECK-NEXT: handler on_signal for SIGHUP restarts yes installed reused [[@LINE+1]]:3
  sigaction(SIGHUP, &sa, NULL);
  sa.sa_sigaction = on_info;
  sa.sa_flags = SA_SIGINFO;
  // CHECK-NEXT: handler on_info for SIGUSR1 restarts no installed reused [[@LINE+1]]:3
  sigaction(SIGUSR1, &sa, NULL);
  sa.sa_flags &= ~SA_RESTART;
  sa.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &sa, NULL);
  sa.sa_handler = SIG_DFL;
  sigaction(SIGHUP, &sa, NULL);
}

// What was not written is not known; memset() writes all of it.
void cleared(int flags) {
  struct sigaction one, two, old;
  one.sa_handler = on_signal;
  // CHECK-NEXT: handler on_signal for SIGTERM restarts unknown installed cleared [[@LINE+1]]:3
  sigaction(SIGTERM, &one, &old);
  memset(&two, 0, sizeof two);
  sigemptyset(&two.sa_mask);
  two.sa_handler = on_signal;
  // CHECK-NEXT: handler on_signal for SIGINT restarts no installed cleared [[@LINE+1]]:3
  sigaction(SIGINT, &two, &old);
  sigaction(SIGINT, &old, NULL);
  two = one;
  two.sa_flags = flags;
  // CHECK-NEXT: handler on_signal for SIGQUIT restarts unknown installed cleared [[@LINE+1]]:3
  sigaction(SIGQUIT, &two, NULL);
}

void plain(int on) {
  // CHECK-NEXT: handler on_signal for SIGINT restarts yes installed plain [[@LINE+1]]:3
  signal(SIGINT, on_signal);
  signal(SIGPIPE, SIG_IGN);
  // CHECK-NEXT: handler on_signal for SIGUSR2 restarts yes installed plain [[@LINE+1]]:3
  signal(SIGUSR2, on ? on_signal : SIG_DFL);
  // CHECK-NEXT: handler elsewhere for SIGCHLD restarts yes installed plain [[@LINE+1]]:3 no body
  signal(SIGCHLD, elsewhere);
}

// Wrappers: the caller's call is the place, with what the wrapper makes of the signal.
static void xsignal(int sig, void (*handler)(int)) {
  struct sigaction sa;
  sa.sa_handler = handler;
  sigemptyset(&sa.sa_mask);
  sa.sa_flags = 0;
  if (sig != SIGALRM)
    sa.sa_flags |= SA_RESTART;
  sigaction(sig, &sa, NULL);
}
static void outer(void (*handler)(int)) { xsignal(SIGALRM, handler); }
static void by_pointer(int sig, const struct sigaction *sa) { sigaction(sig, sa, NULL); }
static void fill(struct sigaction *sa, void (*handler)(int), int flags) {
  sa->sa_handler = handler;
  sa->sa_flags = flags;
}
void wrapped(void) {
  // CHECK-NEXT: handler on_signal for SIGTERM restarts yes installed wrapped [[@LINE+1]]:3
  xsignal(SIGTERM, on_signal);
  // CHECK-NEXT: handler on_signal for SIGALRM restarts no installed wrapped [[@LINE+1]]:3
  outer(on_signal);
  struct sigaction sa = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  // CHECK-NEXT: handler on_signal for SIGUSR1 restarts yes installed wrapped [[@LINE+1]]:3
  by_pointer(SIGUSR1, &sa);
  struct sigaction filled;
  fill(&filled, on_signal, 0);
  // CHECK-NEXT: handler on_signal for SIGUSR2 restarts no installed wrapped [[@LINE+1]]:3
  sigaction(SIGUSR2, &filled, NULL);
  xsignal(SIGPIPE, SIG_IGN);
}
// It has no known caller: any signal.
void for_unknown(int sig) {
  // CHECK-NEXT: handler on_signal for ? restarts yes installed for_unknown [[@LINE+1]]:3
  signal(sig, on_signal);
}

// Tables.
static const struct {
  int signo;
  void (*handler)(int);
} table[] = {{SIGINT, on_signal}, {SIGHUP, elsewhere}, {0, 0}};
static const int others[] = {SIGUSR1, SIGUSR2};
static struct sigaction fixed = {.sa_handler = on_signal};
void tables(void) {
  int i, signals[] = {SIGTERM, SIGQUIT};
  for (i = 0; i < 2; i++)
    // CHECK-NEXT: handler on_signal for SIGINT restarts yes installed tables [[@LINE+2]]:5
    // CHECK-NEXT: handler elsewhere for SIGHUP restarts yes installed tables [[@LINE+1]]:5 no body
    signal(table[i].signo, table[i].handler);
  for (i = 0; i < 2; i++) {
    // CHECK-NEXT: handler on_signal for SIGUSR1 restarts no installed tables [[@LINE+2]]:5
    // CHECK-NEXT: handler on_signal for SIGUSR2 restarts no installed tables [[@LINE+1]]:5
    sigaction(others[i], &fixed, NULL);
    // CHECK-NEXT: handler on_signal for SIGTERM restarts yes installed tables [[@LINE+2]]:5
    // CHECK-NEXT: handler on_signal for SIGQUIT restarts yes installed tables [[@LINE+1]]:5
    signal(signals[i], on_signal);
  }
}

// What they write, as far as the signal leads there.
// CHECK-NEXT: write stop 18:5 > on_signal for SIGTERM
// CHECK-NEXT: write server::dirty 13:40 > on_signal > deeper for SIGHUP
// CHECK-NEXT: write count 22:64 > on_info for SIGUSR1
// CHECK-NEXT: write stop 18:5 > on_signal for SIGTERM
// CHECK-NEXT: write stop 18:5 > on_signal for SIGTERM
// CHECK-NEXT: write stop 18:5 > on_signal{{$}}
// CHECK-NEXT: write server::dirty 13:40 > on_signal > deeper{{$}}
// CHECK-NEXT: write stop 18:5 > on_signal for SIGTERM
