// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-flag-type -- -std=gnu17 -D_GNU_SOURCE
// The store is a part of work that has to leave the handler as a whole, or that was agreed upon.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static int columns_ok, row_ok, lines_ok;
static volatile sig_atomic_t may_redraw;
static int asked_bad;
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'asked_bad' is shared with the handler of SIGTERM, but its type 'int' is neither volatile sig_atomic_t nor a lock-free atomic [asyncsafe-handler-flag-type]
// CHECK-FIXES: static volatile sig_atomic_t asked_bad;

static void measure(void) { columns_ok = 80; }
static void on_winch_ok(int sig) {
  measure();
  printf("%d\n", columns_ok);
}
static void note(void) { printf("%d\n", ++lines_ok); }
static void on_hup_ok(int sig) { note(); } // one finding for the call that both handlers make
static void on_usr1_ok(int sig) { note(); }
static void move(void) { row_ok++; }
static void on_cont_ok(int sig) {
  if (may_redraw)
    move();
}
static void on_term_bad(int sig) {
  asked_bad = 1;
  printf("asked\n");
}
int run(void) {
  char c = 0;
  signal(SIGWINCH, on_winch_ok);
  signal(SIGCONT, on_cont_ok);
  signal(SIGTERM, on_term_bad);
  signal(SIGHUP, on_hup_ok);
  signal(SIGUSR1, on_usr1_ok);
  while (!asked_bad) {
    may_redraw = 1;
    read(0, &c, 1);
    may_redraw = 0;
    if (c == row_ok + lines_ok)
      return columns_ok;
  }
  return c;
}
