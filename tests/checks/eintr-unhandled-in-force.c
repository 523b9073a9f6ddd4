// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// A handler that is installed only for a while, or has been replaced when the call waits.
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

typedef void (*handler)(int);
static volatile sig_atomic_t got;
static void on_child(int s) { got = 1; }
static void on_user(int s) { got = 2; }
static void on_winch(int s) { got = 3; }
static void on_hup(int s) { got = 4; }
static void on_quit(int s) { got = 5; }
static int any(void) { return got; }

/// All signals are blocked while it runs.
static void on_end_ok(int s) {
  if (waitpid(-1, NULL, 0) < 0)
    _exit(1);
}
/// Only its own and SIGIO are.
static void on_end_bad(int s) {
  if (waitpid(-1, NULL, 0) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitpid' fails with EINTR after the handler of SIGXCPU runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    _exit(1);
}
static void install_ends(void) {
  struct sigaction sa = {0}, sb = {0};
  sigfillset(&sa.sa_mask);
  sa.sa_handler = on_end_ok;
  sigaction(SIGXCPU, &sa, NULL);
  sigemptyset(&sb.sa_mask);
  sigaddset(&sb.sa_mask, SIGIO);
  sb.sa_handler = on_end_bad;
  sigaction(SIGXFSZ, &sb, NULL);
}

/// Installed for this wait alone.
static int wait_for(struct pollfd *p) {
  struct sigaction sa = {0}, old;
  sa.sa_handler = on_child;
  sigaction(SIGCHLD, &sa, &old);
  int n = poll(p, 1, -1);
  sigaction(SIGCHLD, &old, NULL);
  return n;
}

/// The same test twice.
static int wait_if(struct pollfd *p, int (*pending)(void)) {
  static struct sigaction sa, old;
  if (pending()) {
    sa.sa_handler = on_quit;
    sigaction(SIGIO, &sa, &old);
  }
  int n = poll(p, 1, -1);
  if (pending())
    sigaction(SIGIO, &old, NULL);
  return n;
}

static handler set(int signal, handler to) {
  struct sigaction sa = {0}, old;
  sa.sa_handler = to;
  sigaction(signal, &sa, &old);
  return old.sa_handler;
}

//===--- Silent -----------------------------------------------------------===//

static void behind_the_wait_ok(int fd) {
  struct pollfd p = {0, POLLIN, 0};
  wait_for(&p);
  wait_if(&p, any);
  if (flock(fd, LOCK_EX) < 0) {
    perror("flock");
    exit(1);
  }
}

static void default_action_ok(pid_t pid) {
  handler old = signal(SIGUSR1, SIG_DFL);
  if (waitpid(pid, NULL, 0) < 0)
    exit(1);
  signal(SIGUSR1, old);
}

static void default_by_a_wrapper_ok(int fd) {
  handler old = set(SIGUSR1, SIG_IGN);
  if (flock(fd, LOCK_EX) < 0)
    exit(1);
  set(SIGUSR1, old);
}

static void before_ok(int fd) {
  if (flock(fd, LOCK_SH) < 0)
    exit(1);
}

static void callback_ok(struct pollfd *p) {
  if (poll(p, 1, -1) < 0)
    exit(1);
}
void (*const table[])(struct pollfd *) = {callback_ok};

//===--- Reported ---------------------------------------------------------===//

static void restored_bad(struct pollfd *p) {
  default_action_ok(1);
  default_by_a_wrapper_ok(0);
  if (poll(p, 1, -1) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGUSR1 runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    exit(1);
}

static void of_another_signal_bad(struct pollfd *p) {
  signal(SIGHUP, SIG_DFL);
  if (poll(p, 1, -1) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGWINCH runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    exit(1);
}

static void on_one_path_bad(struct pollfd *p, int keep) {
  if (!keep)
    signal(SIGHUP, SIG_DFL);
  if (poll(p, 1, -1) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'poll' fails with EINTR after the handler of SIGHUP runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    exit(1);
}

/// The wait inside which the handler is installed.
static void itself_bad(struct pollfd *p) {
  if (wait_for(p) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait_for' fails with EINTR after the handler of SIGCHLD runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    exit(1);
}

int main(int argc, char **argv) {
  struct pollfd p = {0, POLLIN, 0};
  before_ok(argc);
  behind_the_wait_ok(argc);
  table[argc](&p);
  itself_bad(&p);
  struct sigaction sa = {0};
  if (argc > 4) {
    sa.sa_handler = on_winch;
    sigaction(SIGWINCH, &sa, NULL);
    of_another_signal_bad(&p);
    exit(0);
  }
  if (argc > 3) {
    sa.sa_handler = on_hup;
    sigaction(SIGHUP, &sa, NULL);
    on_one_path_bad(&p, argc);
    exit(0);
  }
  if (argc > 5) {
    install_ends();
    signal(SIGUSR1, on_user);
    for (;;)
      pause();
  }
  sa.sa_handler = on_user;
  sigaction(SIGUSR1, &sa, NULL);
  restored_bad(&p);
  return got;
}
