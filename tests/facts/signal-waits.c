// RUN: %dump --stage=facts %s -- -std=gnu17 | FileCheck %s --implicit-check-not="{{^signal-wait }}"
// What a signal does to the code around a wait: each defect has its words.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t resized;
static void on_winch(int sig) { resized = 1; }
static void go_on(int sig) {}
void prepare(void) {
  struct sigaction action = {.sa_handler = on_winch};
  sigaction(SIGWINCH, &action, NULL);
}

void measures(void) {
  struct sigaction action = {.sa_handler = go_on};
  sigaction(SIGUSR2, &action, NULL);
  pause();
  puts("numbers");
}

int waits_for_child(pid_t child) {
  int status;
  if (waitpid(child, &status, 0) < 0) {
    perror("waitpid");
    return -1;
  }
  return status;
}

struct session {
  int fd, open;
};
void ends_session(struct session *session) {
  struct pollfd poller = {session->fd, POLLIN, 0};
  if (poll(&poller, 1, 500) < 0) {
    close(session->fd);
    session->open = 0;
    return;
  }
  char byte;
  recv(session->fd, &byte, 1, MSG_DONTWAIT);
}

void greet(int fd);
int greets(int listener) {
  int fd = accept(listener, NULL, NULL);
  if (fd < 0 && errno != EINTR)
    return -1;
  greet(fd);
  return 0;
}

int reads_once(int fd, char *to) {
  ssize_t n;
  do {
    n = read(fd, to, 10);
    if (n < 0 && errno == EINTR)
      continue;
  } while (0);
  if (n < 0)
    perror("read");
  return (int)n;
}

// Nothing is wrong here.
int retries(int fd, char *to) {
  ssize_t n;
  do
    n = read(fd, to, 10);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    perror("read");
  return (int)n;
}

// CHECK: {{^}}signal-wait greets 51:12 likely then 54:3 goes on{{$}}
// CHECK: {{^}}signal-wait reads_once 61:9 likely repeats nothing{{$}}
// CHECK: {{^}}signal-wait waits_for_child 28:7 likely handler on_winch then 29:5 reported as an error{{$}}
// CHECK: {{^}}signal-wait ends_session 40:7 likely handler on_winch then 41:5 closes{{$}}
// CHECK: {{^}}signal-wait reads_once 61:9 unknown handler on_winch then 66:5 reported as an error{{$}}
// CHECK: {{^}}signal-wait measures 22:3 likely handler go_on comes before the wait{{$}}
