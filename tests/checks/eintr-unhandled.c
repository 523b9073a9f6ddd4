// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -- -std=gnu17
// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-unhandled -check-suffixes=,STRICT -option=Strict=true -- -std=gnu17
// A handler that returns: calls fail with EINTR after it, and that is no reason to give up.
#include <errno.h>
#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t children, winch;
static void on_child(int s) { children = 1; }
static void on_winch(int s) { winch = 1; }
static void on_alarm(int s) {}
static void on_segv(int s) { children = 1; }
static void on_quit(int s) { _exit(3); }
static void on_abort(int s) {
  signal(s, SIG_DFL);
  raise(s);
}

void install(void) {
  struct sigaction sa = {0};
  sa.sa_handler = on_child;
  sigaction(SIGCHLD, &sa, NULL);
  sa.sa_handler = on_alarm;
  sigaction(SIGALRM, &sa, NULL);
  sa.sa_handler = on_segv;
  sigaction(SIGSEGV, &sa, NULL);
  sa.sa_handler = on_quit;
  sigaction(SIGQUIT, &sa, NULL);
  sa.sa_handler = on_abort;
  sigaction(SIGTERM, &sa, NULL);
  sa.sa_handler = on_winch;
  sa.sa_flags = SA_RESTART;
  sigaction(SIGWINCH, &sa, NULL);
}

void use(int);
static sem_t sem;

//===--- Silent -----------------------------------------------------------===//

int tests_errno_ok(struct pollfd *p) {
  int n = poll(p, 1, -1);
  if (n < 0 && errno != EINTR) {
    perror("poll");
    exit(1);
  }
  return n;
}
void tests_errno_in_switch_ok(int l) {
  for (;;) {
    int fd = accept(l, 0, 0);
    if (fd < 0) {
      switch (errno) {
      case EINTR:
      case ECONNABORTED:
        continue;
      default:
        perror("accept");
        exit(1);
      }
    }
    use(fd);
  }
}
void goes_round_again_ok(int l) {
  for (;;) {
    int fd = accept(l, 0, 0);
    if (fd < 0) {
      perror("accept");
      continue;
    }
    use(fd);
  }
}
int returns_the_error_ok(struct pollfd *p) {
  int n = poll(p, 1, -1);
  if (n < 0)
    return -1;
  return n;
}
int leaves_it_to_the_caller_ok(int fd, char *b) { return recv(fd, b, 1, 0); }
void may_give_up_ok(struct pollfd *p, int strict) {
  if (poll(p, 1, -1) < 0 && strict)
    exit(1);
}
void sleep_is_only_shorter_ok(void) {
  struct timespec t = {1, 0};
  nanosleep(&t, NULL);
  sleep(1);
  usleep(10);
  poll(NULL, 0, 100);
}
void reads_what_may_be_a_file_ok(int fd, char *b) {
  if (read(fd, b, 10) < 0) {
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:7: warning: 'read' fails with EINTR after the handler of SIGCHLD runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    perror("read");
    exit(1);
  }
}
void blocked_ok(struct pollfd *p, sigset_t *all) {
  sigset_t old;
  sigprocmask(SIG_BLOCK, all, &old);
  if (poll(p, 1, -1) < 0)
    exit(1);
  sigprocmask(SIG_SETMASK, &old, NULL);
}
void loops_on_semaphore_ok(void) {
  while (sem_wait(&sem) == -1 && errno == EINTR)
    ;
  use(1);
  sem_post(&sem);
}
void loops_on_any_failure_ok(void) {
  while (sem_wait(&sem))
    ;
  use(1);
  sem_post(&sem);
}
void closes_ok(int fd) {
  if (close(fd) < 0)
    exit(1);
}
void exits_anyway_ok(pid_t pid) {
  int status = 0;
  if (waitpid(pid, &status, 0) < 0)
    status = 1;
  exit(status);
}
static int retries(struct pollfd *p) {
  for (;;) {
    int n = poll(p, 1, -1);
    if (n >= 0 || errno != EINTR)
      return n;
  }
}
void wrapper_retries_ok(struct pollfd *p) {
  if (retries(p) < 0)
    exit(1);
}

//===--- Alarms -----------------------------------------------------------===//

static void die(const char *what) {
  perror(what);
  exit(1);
}

void poll_is_fatal_bad(struct pollfd *p) {
  int n = poll(p, 1, 1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'poll' fails with EINTR after the handler of SIGCHLD runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
  if (n < 0) {
    perror("poll");
    exit(1);
  }
  use(n);
}
void asks_for_other_errors_bad(int l) {
  for (;;) {
    int fd = accept(l, 0, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'accept' fails with EINTR after the handler of SIGCHLD runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    if (fd < 0) {
      if (errno == ECONNABORTED)
        continue;
      die("accept");
    }
    use(fd);
  }
}
void wait_is_fatal_bad(pid_t pid) {
  int status;
  if (waitpid(pid, &status, 0) == -1)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitpid' fails with EINTR after the handler of SIGCHLD runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    die("waitpid");
  use(status);
}
void semaphore_taken_for_granted_bad(void) {
  sem_wait(&sem);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' fails with EINTR after the handler of SIGCHLD runs, and the code continues as if it had succeeded [asyncsafe-eintr-unhandled]
  use(1);
  sem_post(&sem);
}
static int passes_on(int ep, struct epoll_event *e) {
  int n = epoll_wait(ep, e, 1, -1);
  return n < 0 ? -1 : n;
}
void wrapper_passes_on_bad(int ep, struct epoll_event *e) {
  if (passes_on(ep, e) == -1)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'passes_on' fails with EINTR after the handler of SIGCHLD runs, and that is treated as a fatal error [asyncsafe-eintr-unhandled]
    die("epoll_wait");
}
static int works(struct pollfd *p) { return poll(p, 1, -1) < 0 ? 7 : 0; }
int main(int argc, char **argv) {
  struct epoll_event e;
  int ep = epoll_create1(0);
  install();
  for (;;) {
    int n = epoll_wait(ep, &e, 1, -1);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'epoll_wait' fails with EINTR after the handler of SIGCHLD runs, and that ends the main loop [asyncsafe-eintr-unhandled]
    if (n < 0)
      break;
    use(n);
  }
  return 0;
}
