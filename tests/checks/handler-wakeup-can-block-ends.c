// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-wakeup-can-block -- -std=gnu17
// One end of a pipe does not block, the other does.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int set_nonblocking(int fd) {
  int flags = fcntl(fd, F_GETFL, 0);
  return fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

//===--- right ---===//

static int to_ok = -1, from_ok = -1, pair_ok[2];
static int chosen, chosen_first;
static void on_term_ok(int sig) {
  write(to_ok, "", 1);
  write(pair_ok[1], "", 1);
  write(chosen, "", 1);
}
int create_ok(int swapped) {
  int ends[2], either[2];
  if (pipe(ends) || pipe(pair_ok) || pipe(either))
    return -1;
  from_ok = ends[0];
  to_ok = ends[1];
  set_nonblocking(to_ok);
  set_nonblocking(pair_ok[1]);
  // Which end that is depends.
  chosen = either[1];
  if (swapped)
    chosen = either[0];
  chosen_first = either[0];
  set_nonblocking(chosen_first);
  signal(SIGTERM, on_term_ok);
  return 0;
}

//===--- wrong ---===//

static int to_bad = -1, from_bad = -1, pair_bad[2];
static void on_int_bad(int sig) {
  write(to_bad, "", 1);
}
static void on_hup_bad(int sig) {
  write(pair_bad[1], "", 1);
}
int create_bad(void) {
  int ends[2];
  if (pipe(ends))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pipe' does not set O_NONBLOCK on the descriptor that the handler of SIGINT writes to: once its buffer is full, the handler blocks [asyncsafe-handler-wakeup-can-block]
    return -1;
  if (pipe(pair_bad))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pipe' does not set O_NONBLOCK on the descriptor that the handler of SIGHUP writes to: once its buffer is full, the handler blocks [asyncsafe-handler-wakeup-can-block]
    return -1;
  from_bad = ends[0];
  to_bad = ends[1];
  set_nonblocking(from_bad);
  set_nonblocking(pair_bad[0]);
  signal(SIGINT, on_int_bad);
  signal(SIGHUP, on_hup_bad);
  return 0;
}
