// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block -- -std=gnu17
// Keys that curses waits for: for so long and no longer, if it has been told so.
#include <signal.h>

typedef struct window WINDOW;
extern WINDOW *stdscr;
WINDOW *newpad(int, int);
int wget_wch(WINDOW *, unsigned *);
int wgetch(WINDOW *);
void wtimeout(WINDOW *, int);
int nodelay(WINDOW *, int);
void act_on(unsigned);

static volatile sig_atomic_t resized;
static void on_resize(int s) { resized = 1; }
void install(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_resize;
  sigaction(SIGWINCH, &sa, 0);
}

void start(void) { wtimeout(stdscr, 1000); }
void looks_each_second_ok(void) {
  unsigned key;
  for (;;) {
    if (resized)
      resized = 0;
    if (wget_wch(stdscr, &key) == 0)
      act_on(key);
  }
}
void looks_all_the_time_ok(void) {
  WINDOW *pad = newpad(1, 1);
  nodelay(pad, 1);
  for (;;) {
    if (resized)
      resized = 0;
    act_on(wgetch(pad));
  }
}
/// The wait for the key lies between the test and the wait for the other one.
static void for_a_key(WINDOW *w) {
  unsigned key;
  wtimeout(w, -1);
  wget_wch(w, &key);
  // CHECK-MESSAGES: :[[@LINE+6]]:5: warning: 'for_a_key' blocks without noticing a signal that arrives after the test of 'resized' [asyncsafe-check-then-block]
}
void until_a_key_comes_bad(WINDOW *w) {
  for (;;) {
    if (resized)
      resized = 0;
    for_a_key(w);
    act_on(wgetch(w));
  }
}
