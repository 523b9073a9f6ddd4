// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-clobbers-errno -- -std=gnu17 -D_GNU_SOURCE
// Handlers that never return, or whose change of errno does not matter.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

void end_program(int status);
void log_it(const char *text);

// Ends the program, and is not declared so.
static void give_up(void) {
  log_it("giving up");
  exit(1);
}
static void ends_by_own_function_ok(int sig) {
  close(3);
  give_up();
}
// May do so as well: it is out of sight.
static void ends_out_of_sight_ok(int sig) {
  write(2, "bye\n", 4);
  end_program(0);
}
// The write() that it comes out of fails with EPIPE whatever happens here.
static void on_pipe_ok(int sig) { shutdown(3, SHUT_RDWR); }
// Cannot fail.
static void starts_timer_ok(int sig) {
  struct itimerval second = {{0, 0}, {1, 0}};
  setitimer(ITIMER_REAL, &second, NULL);
}
// Only a failure changes it, and the handler does not survive that.
static void dies_of_failure_ok(int sig) {
  if (kill(getppid(), sig) < 0)
    give_up();
}
static void asks_first_ok(int sig) {
  int flags = fcntl(3, F_GETFL);
  if (flags == -1) {
    log_it("fcntl");
    _exit(1);
  }
  if (fcntl(3, F_SETFL, flags | O_NONBLOCK) != 0)
    give_up();
}
static void ends_behind_children_ok(int sig) {
  int status;
  pid_t child = waitpid(-1, &status, WNOHANG);
  if (child == 0)
    return;
  give_up();
}
static void survives_failure_bad(int sig) {
  if (kill(getppid(), sig) < 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'kill' may change errno in the handler of SIGQUIT, which returns without restoring it [asyncsafe-handler-clobbers-errno]
    return;
  _exit(0);
}
// The first try may have failed.
static void tries_again_bad(int sig) {
  while (write(2, "no\n", 3) < 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'write' may change errno in the handler of SIGIO, which returns without restoring it [asyncsafe-handler-clobbers-errno]
  }
}
// So may another call.
static void asks_about_another_bad(int sig) {
  close(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'close' may change errno in the handler of SIGURG, which returns without restoring it [asyncsafe-handler-clobbers-errno]
  if (fcntl(0, F_SETFL, 0) == -1)
    give_up();
}
// What ends the program is on another path.
static void may_end_bad(int sig) {
  if (sig == SIGINT)
    give_up();
  write(2, "no\n", 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' may change errno in the handler of SIGUSR2, which returns without restoring it [asyncsafe-handler-clobbers-errno]
}
static void after_the_unknown_bad(int sig) {
  log_it("hangup");
  close(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'close' may change errno in the handler of SIGHUP, which returns without restoring it [asyncsafe-handler-clobbers-errno]
}

void install(void) {
  signal(SIGTERM, ends_by_own_function_ok);
  signal(SIGUSR1, ends_out_of_sight_ok);
  signal(SIGPIPE, on_pipe_ok);
  signal(SIGALRM, starts_timer_ok);
  signal(SIGUSR2, may_end_bad);
  signal(SIGINT, dies_of_failure_ok);
  signal(SIGCONT, asks_first_ok);
  signal(SIGQUIT, survives_failure_bad);
  signal(SIGHUP, after_the_unknown_bad);
  signal(SIGCHLD, ends_behind_children_ok);
  signal(SIGIO, tries_again_bad);
  signal(SIGURG, asks_about_another_bad);
}
