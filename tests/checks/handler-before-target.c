// RUN: %check_asyncsafe -checks=asyncsafe-handler-before-target %s %t -- -std=gnu17
// Handlers that can run before what they need.
#include <setjmp.h>
#include <signal.h>
#include <unistd.h>

static sigjmp_buf target, other;
static volatile sig_atomic_t can_jump, stopped;
static void jumps(int sig) { siglongjmp(target, sig); }
static void jumps_to_other(int sig) { siglongjmp(other, sig); }
static void jumps_if_allowed(int sig) {
  if (can_jump)
    siglongjmp(target, sig);
}
static void sets_flag(int sig) { stopped = sig; }

static long target_first_ok(int fd, char *b) {
  if (sigsetjmp(target, 1))
    return -1;
  signal(SIGALRM, jumps);
  alarm(5);
  long n = read(fd, b, 1);
  alarm(0);
  return n;
}

static long armed_behind_ok(int fd, char *b) {
  signal(SIGALRM, jumps);
  if (sigsetjmp(target, 1))
    return -1;
  alarm(5);
  long n = read(fd, b, 1);
  alarm(0);
  return n;
}

static long gate_ok(int fd, char *b) {
  signal(SIGINT, jumps_if_allowed);
  if (sigsetjmp(target, 1))
    return -1;
  can_jump = 1;
  long n = read(fd, b, 1);
  can_jump = 0;
  return n;
}

static long blocked_ok(int fd, char *b) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGQUIT);
  sigprocmask(SIG_BLOCK, &set, &old);
  signal(SIGQUIT, jumps);
  if (sigsetjmp(target, 0))
    return -1;
  sigprocmask(SIG_SETMASK, &old, NULL);
  return read(fd, b, 1);
}

static void unblocked_behind_ok(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  signal(SIGUSR2, sets_flag);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void another_signal_ok(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  signal(SIGTTIN, sets_flag);
}

static long armed_before_bad(int fd, char *b) {
  signal(SIGALRM, jumps);
  alarm(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the timer is armed here, before the target that the handler jumps to is set [asyncsafe-handler-before-target]
  if (sigsetjmp(target, 1))
    return -1;
  long n = read(fd, b, 1);
  alarm(0);
  return n;
}

static long installed_before_bad(int fd, char *b) {
  signal(SIGHUP, jumps_to_other);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the handler of SIGHUP is installed here, before the target that the handler jumps to is set [asyncsafe-handler-before-target]
  if (sigsetjmp(other, 1))
    return -1;
  return read(fd, b, 1);
}

static void unblocked_before_bad(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: SIGTERM is unblocked here, before its handler is installed [asyncsafe-handler-before-target]
  struct sigaction action = {.sa_handler = sets_flag};
  sigaction(SIGTERM, &action, NULL);
}

int main(int argc, char **argv) {
  unblocked_behind_ok();
  another_signal_ok();
  unblocked_before_bad();
  return target_first_ok(0, argv[0]) + armed_behind_ok(0, argv[0]) + gate_ok(0, argv[0]) + blocked_ok(0, argv[0]) +
         armed_before_bad(0, argv[0]) + installed_before_bad(0, argv[0]) + stopped;
}
