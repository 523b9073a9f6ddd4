// RUN: %check_asyncsafe %s %t -checks=asyncsafe-handler-wakeup-can-block -- -std=c17 %mock
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

void set_up(int fd);

//===--- right ---===//

static int flagged[2], set_later[2], by_helper[2], by_stranger[2], unused[2], elsewhere[2];
static int copied[2], copy;
static void on_term_ok(int sig) {
  write(flagged[1], "", 1);
  write(set_later[1], "", 1);
  write(by_helper[1], "", 1);
  write(by_stranger[1], "", 1);
  write(copy, "", 1);
  write(2, "bye\n", 4);
}
static void set_nonblocking(int fd) {
  int flags = fcntl(fd, F_GETFL, 0);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}
int create_ok(void) {
  signal(SIGTERM, on_term_ok);
  if (pipe2(flagged, O_CLOEXEC | O_NONBLOCK) || pipe(set_later) || pipe(by_helper) || pipe(by_stranger) ||
      pipe(copied) || pipe(unused))
    return -1;
  fcntl(set_later[1], F_SETFL, O_NONBLOCK);
  set_nonblocking(by_helper[1]);
  set_up(by_stranger[1]);
  copy = copied[1];
  set_nonblocking(copy);
  write(unused[1], "", 1);
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, elsewhere);
}

//===--- wrong ---===//

static int plain[2], with_flags[2], pair[2];
static int stored_fd;
static void wake(void) { write(pair[1], "", 1); }
static void on_int_bad(int sig) {
  write(plain[1], "", 1);
  write(with_flags[1], "", 1);
  write(stored_fd, "", 1);
  wake();
}
static void show(int fd) {
  char c;
  read(fd, &c, 1);
}
int create_bad(void) {
  int local[2];
  signal(SIGINT, on_int_bad);
  if (pipe(plain))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'pipe' does not set O_NONBLOCK on the descriptor that the handler of SIGINT writes to: once its buffer is full, the handler blocks [asyncsafe-handler-wakeup-can-block]
    return -1;
  pipe2(with_flags, O_CLOEXEC);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pipe2' does not set O_NONBLOCK on the descriptor that the handler of SIGINT writes to: once its buffer is full, the handler blocks [asyncsafe-handler-wakeup-can-block]
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'socketpair' does not set O_NONBLOCK on the descriptor that the handler of SIGINT writes to: once its buffer is full, the handler blocks [asyncsafe-handler-wakeup-can-block]
  pipe(local);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pipe' does not set O_NONBLOCK on the descriptor that the handler of SIGINT writes to: once its buffer is full, the handler blocks [asyncsafe-handler-wakeup-can-block]
  stored_fd = local[1];
  show(plain[0]);
  return 0;
}
