// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wakeup-before-flag -- -std=c++17
// The flag holds the signal's number, and what acts on it is given that number.
#include <signal.h>

void rehash();
void rotate();
void wait();
static volatile sig_atomic_t first_ok, needed_ok, by_reference_ok, by_address_ok, last;

static void on_signal(int signo) {
  first_ok = signo;
  needed_ok = signo;
  by_reference_ok = signo;
  by_address_ok = signo;
  last = signo;
}

static void act(int signo) {
  if (signo == SIGHUP)
    rehash();
  else
    rotate();
}
static void act_on_needed(int signo) {
  if (needed_ok == signo)
    rehash();
}
static void act_and_clear(volatile sig_atomic_t &flag) {
  int signo = flag;
  flag = 0;
  act(signo);
}
static void act_and_clear_at(volatile sig_atomic_t *flag) {
  int signo = *flag;
  *flag = 0;
  act(signo);
}

static void loop() {
  for (;;) {
    wait();
    if (first_ok) {
      int signo = first_ok;
      first_ok = 0;
      act(signo);
    }
    if (needed_ok) {
      act_on_needed(needed_ok);
      needed_ok = 0;
    }
    if (by_reference_ok) {
      act_and_clear(by_reference_ok);
      by_reference_ok = 0;
    }
    if (by_address_ok) {
      act_and_clear_at(&by_address_ok);
      by_address_ok = 0;
    }
    if (last) {
      act(last);
      last = 0;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'last' is cleared after it is acted on: a SIGHUP that arrives in between is lost [asyncsafe-wakeup-before-flag]
    }
  }
}

int main() {
  signal(SIGHUP, on_signal);
  signal(SIGUSR1, on_signal);
  loop();
}
