// RUN: %check_asyncsafe -checks=asyncsafe-handler-before-target %s %t -- -std=gnu17
// Wrappers that are given the signal which they block, unblock or handle.
#include <signal.h>

static volatile sig_atomic_t again;
static void on_hup(int sig) { again = 1; }
static void on_usr1(int sig) { again = 2; }
static void on_usr2(int sig) { again = 3; }
static void on_term(int sig) { again = 4; }

static void handle(int signo, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigaction(signo, &action, 0);
}
static void unblock(int signo) {
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signo);
  sigprocmask(SIG_UNBLOCK, &one, 0);
}
static void fill(sigset_t *set, int signo) {
  sigemptyset(set);
  sigaddset(set, signo);
}
static void unblock_filled(int signo) {
  sigset_t one;
  fill(&one, signo);
  sigprocmask(SIG_UNBLOCK, &one, 0);
}
// It blocks and unblocks: whoever calls it has nothing pending.
static void with_blocked(int signo) {
  sigset_t one;
  fill(&one, signo);
  sigprocmask(SIG_BLOCK, &one, 0);
  again = 0;
  sigprocmask(SIG_UNBLOCK, &one, 0);
}
static void perhaps(int signo, int wanted) {
  if (wanted)
    unblock(signo);
}

void in_order_ok(void) {
  handle(SIGUSR1, on_usr1);
  unblock(SIGUSR1);
}
void another_signal_ok(void) {
  unblock(SIGINT);
  unblock_filled(SIGPIPE);
  with_blocked(SIGUSR2);
  perhaps(SIGUSR2, again);
  handle(SIGUSR2, on_usr2);
}
void early(void) {
  unblock(SIGHUP);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: SIGHUP is unblocked here, before its handler is installed [asyncsafe-handler-before-target]
  handle(SIGHUP, on_hup);
}
void early_filled(void) {
  unblock_filled(SIGTERM);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: SIGTERM is unblocked here, before its handler is installed [asyncsafe-handler-before-target]
  handle(SIGTERM, on_term);
}
