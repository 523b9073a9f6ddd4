// RUN: %check_asyncsafe %s %t -- -std=gnu17
// Handlers that end the program by the signal itself: nothing comes after them.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef void (*handler)(int);
static handler previous[65];
static volatile sig_atomic_t stop;
static char name[100];

//===--- Silent -----------------------------------------------------------===//

static void restores_and_raises_ok(int sig) {
  unlink(name);
  signal(sig, previous[sig]);
  raise(sig);
}
static void resets_and_kills_ok(int sig) {
  struct sigaction sa;
  unlink(name);
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = SIG_DFL;
  sigaction(sig, &sa, NULL);
  kill(getpid(), sig);
}
static void second_time_kills_ok(int sig) {
  stop = 1;
  signal(sig, SIG_DFL);
}
void install(void) {
  struct sigaction sa = {0};
  previous[SIGTERM] = signal(SIGTERM, restores_and_raises_ok);
  sa.sa_handler = resets_and_kills_ok;
  sigaction(SIGINT, &sa, NULL);
  sigaction(SIGHUP, &sa, NULL);
  signal(SIGUSR1, second_time_kills_ok);
}
void wait_ok(void) {
  char b[10];
  if (read(0, b, sizeof b) < 0) {
    perror("read");
    exit(1);
  }
}
void work(void);
void work_ok(void) {
  while (!stop)
    work();
}

//===--- Alarms -----------------------------------------------------------===//

static void sends_another_bad(int sig) {
  raise(SIGUSR1);
  unlink(name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'unlink' may change errno in the handler of SIGUSR2, which returns without restoring it [asyncsafe-handler-clobbers-errno]
}
void install_bad(void) { signal(SIGUSR2, sends_another_bad); }
