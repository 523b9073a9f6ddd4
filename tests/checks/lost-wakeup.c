// RUN: %check_asyncsafe -checks=asyncsafe-lost-wakeup,asyncsafe-check-then-block %s %t -- -std=gnu17
// Waits for a signal that can come before them.
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

static void go_on(int sig) {}
static volatile sig_atomic_t quit;
static void ends(int sig) { _exit(1); }

void by_sigsuspend_ok(void) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, &old);
  signal(SIGINT, go_on);
  sigsuspend(&old);
  sigprocmask(SIG_SETMASK, &old, NULL);
}
void again_and_again_ok(void) {
  signal(SIGHUP, go_on);
  for (;;)
    pause();
}
void never_comes_back_ok(void) {
  signal(SIGTERM, ends);
  pause();
}
void nothing_installed_ok(void) { pause(); }
void by_timer_ok(void) {
  signal(SIGALRM, go_on);
  alarm(3600);
  pause();
}
void waits_with_a_limit_ok(void) {
  signal(SIGUSR1, go_on);
  sleep(1);
}
void measure_bad(void) {
  struct sigaction action = {.sa_handler = go_on};
  sigaction(SIGUSR2, &action, NULL);
  pause();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pause' waits for a signal, but SIGUSR2 can arrive before it and is lost [asyncsafe-lost-wakeup]
  puts("numbers");
}
