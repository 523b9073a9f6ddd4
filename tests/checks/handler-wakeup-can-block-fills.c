// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-wakeup-can-block -- -std=gnu17
// Whether the handler can run so often that the pipe is full.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

//===--- right ---===//

static int last[2], once[2], child[2], logged[2];
static void on_term_ok(int sig) {
  write(last[1], "", 1);
  _exit(1);
}
static void on_int_ok(int sig) { write(once[1], "", 1); }
static void on_child_ok(int sig) { write(child[1], "", 1); }
static void tell(void) {
  fprintf(stderr, "signal\n"); // is told by another check
  write(logged[1], "", 1);
}
static void on_usr1_ok(int sig) { tell(); }

int create_ok(void) {
  if (pipe(last) || pipe(once) || pipe(logged))
    return -1;
  signal(SIGTERM, on_term_ok);
  signal(SIGUSR1, on_usr1_ok);
  struct sigaction sa = {0};
  sa.sa_handler = on_int_ok;
  sa.sa_flags = SA_RESETHAND;
  return sigaction(SIGINT, &sa, NULL);
}

/// A pipe for each child.
int run_ok(void) {
  char c;
  if (pipe(child))
    return -1;
  signal(SIGCHLD, on_child_ok);
  if (fork() == 0)
    _exit(0);
  return read(child[0], &c, 1) == 1;
}

//===--- wrong ---===//

static int children[2], events[2];
static void on_child_bad(int sig) { write(children[1], "", 1); }
static void on_usr2_bad(int sig) { write(events[1], "", 1); }

int run_all_bad(int n) {
  if (pipe(children))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pipe' does not set O_NONBLOCK on the descriptor that the handler of SIGCHLD writes to: once its buffer is full, the handler blocks [asyncsafe-handler-wakeup-can-block]
    return -1;
  signal(SIGCHLD, on_child_bad);
  while (n--)
    if (fork() == 0)
      _exit(0);
  return 0;
}

int create_bad(void) {
  if (pipe(events))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pipe' does not set O_NONBLOCK on the descriptor that the handler of SIGUSR2 writes to: once its buffer is full, the handler blocks [asyncsafe-handler-wakeup-can-block]
    return -1;
  signal(SIGUSR2, on_usr2_bad);
  return 0;
}
