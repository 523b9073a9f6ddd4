// RUN: %check_asyncsafe %s %t -checks=asyncsafe-wakeup-before-flag -- -std=c17
// main() runs once: what it looks at before it begins to wait is not what it waits for.
#include <errno.h>
#include <signal.h>
#include <unistd.h>

static int wakeup[2];
static volatile sig_atomic_t choice_ok, stop;
static void on_usr1(int sig) {
  int saved = errno;
  write(wakeup[1], "", 1);
  choice_ok = sig;
  errno = saved;
}
static void on_term(int sig) {
  int saved = errno;
  write(wakeup[1], "", 1);
  stop = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stop' is stored after 'write' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  errno = saved;
}
// CHECK-FIXES: {{^}}static void on_term(int sig) {
// CHECK-FIXES-NEXT: {{^}}  int saved = errno;
// CHECK-FIXES-NEXT: {{^}}  stop = 1;
// CHECK-FIXES-NEXT: {{^}}  write(wakeup[1], "", 1);
void set_up(int);

/// A wakeup that failed woke nobody.
static volatile sig_atomic_t lost_ok, lost_too_ok;
static void on_hup(int sig) {
  int saved = errno;
  if (write(wakeup[1], "", 1) != 1)
    lost_ok = sig;
  errno = saved;
}
static void on_usr2(int sig) {
  int saved = errno;
  ssize_t n = write(wakeup[1], "", 1);
  if (n < 0)
    lost_too_ok = sig;
  errno = saved;
}

int main(void) {
  signal(SIGUSR1, on_usr1);
  signal(SIGTERM, on_term);
  signal(SIGHUP, on_hup);
  signal(SIGUSR2, on_usr2);
  if (choice_ok)
    set_up(choice_ok);
  for (;;) {
    char byte;
    read(wakeup[0], &byte, 1);
    if (stop || lost_ok || lost_too_ok)
      return 0;
  }
}
