// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wakeup-before-flag -- -std=c17 %mock
// A text for the terminal wakes nobody, and the state of a log is no request.
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void draw(int rows);
static void wait_for_it(void);
static int terminal, wakeup[2];

//===--- right ---===//

static volatile sig_atomic_t rows_ok;
static void put(const char *text) { write(terminal, text, strlen(text)); }
static void on_winch_ok(int sig) {
  put("\033[999;999H");
  rows_ok = 24;
}

enum { OPEN = 0, FULL = 1 };
struct log { int file; volatile sig_atomic_t state; };
static struct log file_ok;
static void put_line(struct log *to, const char *line) {
  if (write(to->file, line, strlen(line)) < 0)
    to->state = FULL;
}
static void reopen(struct log *of);
static void on_hup_ok(int sig) { put_line(&file_ok, "hup\n"); }
static void end_log(void) {
  if (file_ok.state != OPEN) {
    reopen(&file_ok);
    file_ok.state = OPEN;
  }
}

void loop_ok(void) {
  signal(SIGWINCH, on_winch_ok);
  signal(SIGHUP, on_hup_ok);
  for (;;) {
    wait_for_it();
    put_line(&file_ok, "turn\n");
    if (rows_ok)
      draw(rows_ok);
    end_log();
  }
}

//===--- wrong ---===//

static volatile sig_atomic_t rows, hup;
static void on_usr1(int sig) {
  write(wakeup[1], "", 1);
  rows = 24;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'rows' is stored after 'write' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
}
// CHECK-FIXES: {{^}}static void on_usr1(int sig) {
// CHECK-FIXES-NEXT: {{^}}  rows = 24;
// CHECK-FIXES-NEXT: {{^}}  write(wakeup[1], "", 1);
static void note(void) { hup = 1; }
static void on_usr2(int sig) { note(); }
static void end_hup(void) {
  if (hup) {
    reopen(&file_ok);
    hup = 0;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'hup' is cleared after it is acted on: a SIGUSR2 that arrives in between is lost [asyncsafe-wakeup-before-flag]
  }
  // CHECK-FIXES: {{^}}  if (hup) {
  // CHECK-FIXES-NEXT: {{^}}    hup = 0;
  // CHECK-FIXES-NEXT: {{^}}    reopen(&file_ok);
}

void loop(void) {
  signal(SIGUSR1, on_usr1);
  signal(SIGUSR2, on_usr2);
  for (;;) {
    wait_for_it();
    if (rows)
      draw(rows);
    end_hup();
  }
}
