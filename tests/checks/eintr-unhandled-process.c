// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// Whose handler it is: a child of `fork` has its parent's handlers, its parent has none of the child's, and a
// child without children gets no SIGCHLD.
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static void on_child(int s) { got = 1; }
static void on_user(int s) { got = 2; }
static void on_hup(int s) { got = 3; }
static void on_winch(int s) { got = 4; }

//===--- Silent -----------------------------------------------------------===//

/// Only children without children of their own run this.
static void shovel_ok(struct pollfd *p) {
  if (poll(p, 2, -1) < 0) {
    perror("poll");
    exit(1);
  }
}

/// The program as a whole ends when that signal comes.
static void ends_at_once_ok(struct pollfd *p) {
  signal(SIGTERM, exit);
  if (poll(p, 3, -1) < 0)
    exit(1);
}

static void serve_ok(int fd) {
  struct pollfd p[2] = {{fd, POLLIN, 0}, {0, POLLIN, 0}};
  ends_at_once_ok(p);
  for (;;)
    shovel_ok(p);
}

/// In a child that handles SIGUSR1, in another way than its parent.
static void init_of_container(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_user;
  sigaction(SIGUSR1, &sa, NULL);
  for (;;)
    pause();
}

static int waits_in_parent_ok(void) {
  pid_t pid = fork();
  if (pid < 0)
    return -1;
  if (!pid) {
    init_of_container();
    _exit(0);
  }
  int status;
  if (waitpid(pid, &status, 0) != pid) {
    perror("waitpid");
    exit(1);
  }
  return status;
}

static int in_switch_ok(void) {
  pid_t pid;
  switch (pid = fork()) {
  case -1:
    exit(1);
  case 0:
    init_of_container();
    _exit(0);
  }
  if (waitpid(pid, NULL, 0) < 0)
    exit(1);
  return 0;
}

/// The wrapper's result says which process it is.
static pid_t checked_fork(void) {
  pid_t pid = fork();
  if (pid < 0) {
    perror("fork");
    exit(2);
  }
  return pid;
}

static void behind_a_wrapper_ok(int fd) {
  if (checked_fork() == 0) {
    char c;
    if (recv(fd, &c, 1, 0) < 0)
      exit(1);
    _exit(0);
  }
}

//===--- Reported ---------------------------------------------------------===//

/// The child starts a child.
static void grandparent_bad(void) {
  if (fork() == 0) {
    pid_t pid = fork();
    if (pid == 0)
      _exit(0);
    struct pollfd p = {0, POLLIN, 0};
    if (poll(&p, 1, -1) < 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'poll' fails with EINTR after the handler of SIGCHLD runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
      exit(1);
    _exit(0);
  }
}

/// A handler of another signal is the child's, too.
static void inherited_bad(int fd) {
  if (fork() == 0) {
    char c;
    if (recv(fd, &c, 1, 0) < 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'recv' fails with EINTR after the handler of SIGHUP runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
      exit(1);
    _exit(0);
  }
}

/// The child installs it before.
static void own_handler_bad(int fd) {
  if (fork() == 0) {
    struct sigaction sa = {0};
    sa.sa_handler = on_winch;
    sigaction(SIGWINCH, &sa, NULL);
    char c;
    if (recvfrom(fd, &c, 1, 0, NULL, NULL) < 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'recvfrom' fails with EINTR after the handler of SIGWINCH runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
      exit(1);
    _exit(0);
  }
}

/// The program as a whole goes on in the child, as daemons do.
static void become_daemon(void) {
  pid_t pid = fork();
  if (pid > 0)
    exit(0);
  setsid();
}

static void accept_bad(int listener) {
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
      // CHECK-MESSAGES: :[[@LINE-2]]:14: warning: 'accept' fails with EINTR after the handler of SIGCHLD runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
      exit(1);
    switch (fork()) {
    case 0:
      serve_ok(fd);
      exit(0);
    default:
      close(fd);
    }
  }
}

static void handle_children(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_child;
  sigaction(SIGCHLD, &sa, NULL);
}

int main(int argc, char **argv) {
  if (argc > 3) { // without a child, as `inetd` starts it
    become_daemon();
    handle_children();
    serve_ok(0);
  }
  waits_in_parent_ok();
  in_switch_ok();
  if (argc > 1)
    own_handler_bad(1);
  struct sigaction sa = {0};
  handle_children();
  grandparent_bad();
  behind_a_wrapper_ok(argc);
  if (argc > 2) {
    sa.sa_handler = on_hup;
    sigaction(SIGHUP, &sa, NULL);
    inherited_bad(2);
    sa.sa_handler = SIG_DFL;
    sigaction(SIGHUP, &sa, NULL);
  }
  accept_bad(3);
  return got;
}
