// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-clobbers-errno -- -std=c17 %mock
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t stop;
static int wakeup[2];
void unknown(void);

//===--- right ---===//

static void only_flag_ok(int sig) {
  stop = 1;
  getpid();
}
static void saves_ok(int sig) {
  int saved = errno;
  write(wakeup[1], "", 1);
  errno = saved;
}
static void saves_on_each_path_ok(int sig) {
  const int saved = errno;
  if (write(wakeup[1], "", 1) < 0 && errno == EAGAIN) {
    errno = saved;
    return;
  }
  stop = 1;
  errno = saved;
}
static void reap(void) {
  int saved = errno;
  while (waitpid(-1, NULL, WNOHANG) > 0)
    ;
  errno = saved;
}
static void callee_saves_ok(int sig) { reap(); }
static void wake(void) { write(wakeup[1], "", 1); }
static void saves_around_callee_ok(int sig) {
  int saved = errno;
  wake();
  errno = saved;
}
static void never_returns_ok(int sig) {
  write(2, "bye\n", 4);
  _exit(1);
}
// The signal is about to end the program.
static void reraises_ok(int sig) {
  unlink("/tmp/pid");
  signal(sig, SIG_DFL);
  raise(sig);
}
static void reraises_by_sigaction_ok(int sig) {
  struct sigaction sa = {0};
  sa.sa_handler = SIG_DFL;
  unlink("/tmp/pid");
  sigaction(sig, &sa, NULL);
  kill(getpid(), sig);
}
// What must not be there at all is another check's business.
static void prints_ok(int sig) { printf("x"); }
static void calls_unknown_ok(int sig) { unknown(); }
static void crashes_ok(int sig) { write(2, "crash\n", 6); }

// The default action is back already.
static void once_ok(int sig) {
  unlink("/tmp/pid");
  raise(sig);
}

void install_ok(void) {
  signal(SIGTERM, only_flag_ok);
  signal(SIGINT, saves_ok);
  signal(SIGHUP, saves_on_each_path_ok);
  signal(SIGCHLD, callee_saves_ok);
  signal(SIGUSR1, saves_around_callee_ok);
  signal(SIGQUIT, never_returns_ok);
  signal(SIGUSR2, reraises_ok);
  signal(SIGALRM, reraises_by_sigaction_ok);
  signal(SIGPIPE, prints_ok);
  signal(SIGWINCH, calls_unknown_ok);
  signal(SIGSEGV, crashes_ok);
  struct sigaction sa = {0};
  sa.sa_handler = once_ok;
  sa.sa_flags = SA_RESETHAND;
  sigaction(SIGTERM, &sa, NULL);
}

//===--- wrong ---===//

static void writes_bad(int sig) {
  write(wakeup[1], "", 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' may change errno in the handler of SIGTERM, which returns without restoring it [asyncsafe-handler-clobbers-errno]
  stop = 1;
}
// CHECK-FIXES: {{^}}static void writes_bad(int sig) {
// CHECK-FIXES-NEXT: {{^}}  int saved_errno = errno;
// CHECK-FIXES-NEXT: {{^}}  write(wakeup[1], "", 1);
// CHECK-FIXES-NEXT: //
// CHECK-FIXES-NEXT: {{^}}  stop = 1;
// CHECK-FIXES-NEXT: {{^}}  errno = saved_errno;
// CHECK-FIXES-NEXT: {{^}}}

static void one_line_bad(int sig) { write(wakeup[1], "", 1); }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'write' may change errno in the handler of SIGUSR1, which returns without restoring it [asyncsafe-handler-clobbers-errno]
// CHECK-FIXES: {{^}}static void one_line_bad(int sig) { int saved_errno = errno; write(wakeup[1], "", 1); errno = saved_errno; }

// CHECK-FIXES: {{^}}static void in_a_loop_bad(int sig) {
// CHECK-FIXES-NEXT: {{^}}  int saved_errno = errno;
// CHECK-FIXES-NEXT: {{^}}  while (waitpid
// CHECK-FIXES: {{^}}    ;
// CHECK-FIXES-NEXT: {{^}}  errno = saved_errno;
static void in_a_loop_bad(int sig) {
  while (waitpid(-1, NULL, WNOHANG) > 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitpid' may change errno in the handler of SIGCHLD, which returns without restoring it [asyncsafe-handler-clobbers-errno]
    ;
}
// CHECK-FIXES: {{^}}static void by_callee_bad(int sig) {
// CHECK-FIXES-NEXT: {{^}}  int saved_errno = errno;
// CHECK-FIXES-NEXT: {{^}}  if (stop)
static void by_callee_bad(int sig) {
  if (stop)
    wake();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wake' may change errno in the handler of SIGHUP, which returns without restoring it [asyncsafe-handler-clobbers-errno]
}
static void one_path_bad(int sig) {
  int saved = errno;
  if (write(wakeup[1], "", 1) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'write' may change errno in the handler of SIGUSR2, which returns without restoring it [asyncsafe-handler-clobbers-errno]
    return;
  errno = saved;
}
static void stores_bad(int sig) {
  errno = 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: errno is changed in the handler of SIGINT, which returns without restoring it [asyncsafe-handler-clobbers-errno]
}
// CHECK-FIXES: {{^}}static void stores_bad(int sig) {
// CHECK-FIXES-NEXT: {{^}}  int saved_errno = errno;
// CHECK-FIXES-NEXT: {{^}}  errno = 0;
// No declaration in a block that is left before errno is restored.
// CHECK-FIXES: {{^}}static void nested_bad(int sig) {
// CHECK-FIXES-NEXT: {{^}}  if (wakeup[1]) {
// CHECK-FIXES-NEXT: {{^}}    write(wakeup[1], "", 1);
static void nested_bad(int sig) {
  if (wakeup[1]) {
    write(wakeup[1], "", 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write' may change errno in the handler of SIGQUIT, which returns without restoring it [asyncsafe-handler-clobbers-errno]
    stop = 1;
  }
}
void install_bad(void) {
  signal(SIGQUIT, nested_bad);
  signal(SIGTERM, writes_bad);
  signal(SIGUSR1, one_line_bad);
  signal(SIGCHLD, in_a_loop_bad);
  signal(SIGHUP, by_callee_bad);
  signal(SIGUSR2, one_path_bad);
  signal(SIGINT, stores_bad);
}
