// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -option=Strict=true -- -std=gnu17
// main blocks the signal before it installs the handler, and only the wait lets it in: that is known, not uncertain.
#define _GNU_SOURCE
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

static void on_usr1_ok(int sig) { printf("report\n"); }
static void on_usr2_bad(int sig) { printf("report\n"); }
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'printf' must not be called in the handler of SIGUSR2 because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]
static void on_hup_bad(int sig) { printf("report\n"); }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'printf' must not be called in the handler of SIGHUP because it takes the lock of the stream [asyncsafe-unsafe-call-in-handler]

int main(void) {
  struct pollfd poller = {0, POLLIN, 0};
  sigset_t signals, before;
  signal(SIGUSR2, on_usr2_bad); // for a moment it can come
  sigemptyset(&signals);
  sigaddset(&signals, SIGUSR1);
  sigaddset(&signals, SIGUSR2);
  sigprocmask(SIG_BLOCK, &signals, &before);
  signal(SIGUSR1, on_usr1_ok);
  signal(SIGHUP, on_hup_bad); // never blocked
  for (;;)
    ppoll(&poller, 1, NULL, &before);
}
