// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wakeup-before-flag -- -std=c17 %mock
// A handler that does the program's work, which another check says, hands nothing over by what is stored in there.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static int wakeup[2];

//===--- right ---===//

static int column_ok;
static void redraw_ok(void) {
  write(wakeup[1], "", 1);
  column_ok = 1;
}
static void on_hup_ok(int sig) {
  printf("redraw\n");
  redraw_ok();
}

//===--- wrong ---===//

static volatile sig_atomic_t column_bad;
static void redraw_bad(void) {
  // CHECK-FIXES: column_bad = 1;
  // CHECK-FIXES-NEXT: write(wakeup[1], "", 1);
  write(wakeup[1], "", 1);
  column_bad = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'column_bad' is stored after 'write' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
}
static void on_usr1_bad(int sig) { redraw_bad(); }

void run(void) {
  signal(SIGHUP, on_hup_ok);
  signal(SIGUSR1, on_usr1_bad);
  for (;;) {
    char c;
    read(wakeup[0], &c, 1);
    if (column_ok || column_bad)
      break;
  }
}
