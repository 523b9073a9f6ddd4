// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wakeup-before-flag -- -std=gnu17 -D_GNU_SOURCE
// What main looks at once, before there is anything to be woken, is no flag of a wakeup.
#include <signal.h>
#include <unistd.h>

void use(int);
static int wakeup[2];
static volatile sig_atomic_t preset_ok = 1, again_bad;

static void on_hup(int sig) {
  write(wakeup[1], "", 1);
  preset_ok = 2;
  again_bad = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'again_bad' is stored after 'write' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
}

int main(void) {
  char byte;
  pipe(wakeup);
  signal(SIGHUP, on_hup);
  if (preset_ok)
    use(preset_ok);
  for (;;) {
    read(wakeup[0], &byte, 1);
    if (again_bad)
      use(0);
  }
}
