// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block,asyncsafe-eintr-retry-ignores-stop,asyncsafe-restart-defeats-wakeup -- -std=gnu17
// Handlers after which calls are restarted.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t stop, reload, piped, leaves;
static int wake[2];
static void on_stop(int s) { stop = 1; }
static void on_reload(int s) { reload = 1; }
static void on_pipe(int s) {
  piped = 1;
  write(wake[1], "", 1);
}
static void on_leave(int s) {
  leaves = 1;
  _exit(0);
}
void install(void) {
  struct sigaction sa = {0};
  signal(SIGINT, on_stop);
  sa.sa_handler = on_reload;
  sa.sa_flags = SA_RESTART;
  sigaction(SIGHUP, &sa, NULL);
  signal(SIGUSR1, on_pipe);
  signal(SIGTERM, on_leave);
}

void use(int);

//===--- Silent -----------------------------------------------------------===//

void bounded_ok(struct pollfd *p) {
  while (!stop) {
    if (poll(p, 1, 500) > 0)
      use(accept(p->fd, 0, 0));
  }
}
void wakes_ok(int l) {
  while (!piped)
    use(accept(l, 0, 0));
}
void asks_for_what_is_ready_ok(struct pollfd *p) {
  for (;;) {
    if (poll(p, 1, 500) < 0)
      continue;
    if (stop)
      return;
    if (p->revents & POLLIN)
      use(accept(p->fd, 0, 0));
  }
}
void asks_each_that_is_ready_ok(const int *l, int n, fd_set *all) {
  for (;;) {
    fd_set ready = *all;
    struct timeval second = {1, 0};
    if (select(n, &ready, NULL, NULL, &second) < 0)
      continue;
    if (stop)
      return;
    for (int i = 0; i < n; ++i)
      if (FD_ISSET(l[i], &ready))
        use(accept(l[i], 0, 0));
  }
}
void does_not_return_ok(int l) {
  while (!leaves)
    use(accept(l, 0, 0));
}
void news_can_wait_ok(int l) {
  for (;;) {
    if (reload) {
      reload = 0;
      use(0);
    }
    use(accept(l, 0, 0));
  }
}
void copies_a_file_ok(int from, char *b) {
  while (!stop)
    if (read(from, b, 10) <= 0)
      break;
}

//===--- Alarms -----------------------------------------------------------===//

void accepts_bad(int l) {
  while (!stop)
    use(accept(l, 0, 0));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'accept' continues to wait after the handler of SIGINT sets 'stop': the call is restarted [asyncsafe-restart-defeats-wakeup]
}
void only_sometimes_ready_bad(struct pollfd *p, int polls) {
  for (;;) {
    if (polls && poll(p, 1, 500) < 0)
      continue;
    if (stop)
      return;
    use(accept(p->fd, 0, 0));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'accept' continues to wait after the handler of SIGINT sets 'stop': the call is restarted [asyncsafe-restart-defeats-wakeup]
  }
}
void ready_once_bad(struct pollfd *p) {
  poll(p, 1, 500);
  while (!stop)
    use(accept(p->fd, 0, 0));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'accept' continues to wait after the handler of SIGINT sets 'stop': the call is restarted [asyncsafe-restart-defeats-wakeup]
}
void counts_on_eintr_bad(int l) {
  for (;;) {
    if (reload) {
      reload = 0;
      use(0);
    }
    int fd = accept(l, 0, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'accept' continues to wait after the handler of SIGHUP sets 'reload': the call is restarted [asyncsafe-restart-defeats-wakeup]
    if (fd < 0 && errno == EINTR)
      continue;
    use(fd);
  }
}
static ssize_t safe_recv(int fd, char *b) {
  ssize_t n;
  do
    n = recv(fd, b, 1, 0);
  while (n < 0 && errno == EINTR);
  return n;
}
void wrapper_bad(int fd, char *b) {
  while (!stop)
    use(safe_recv(fd, b));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'safe_recv' continues to wait after the handler of SIGINT sets 'stop': the call is restarted [asyncsafe-restart-defeats-wakeup]
}
// What is never restarted has a window all the same.
void poll_is_not_restarted_bad(struct pollfd *p) {
  while (!stop)
    use(poll(p, 1, -1));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'poll' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
}
