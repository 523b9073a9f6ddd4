// RUN: %check_asyncsafe %s %t -checks=asyncsafe-check-then-block,asyncsafe-eintr-retry-ignores-stop -- -std=gnu17 -D_GNU_SOURCE
// A flag that a handler without SA_RESTART sets, and a call that only EINTR ends.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t stop, reload, piped, jumps, verbose, ticks, dies;
static int wake[2];
static sigjmp_buf out;
static pid_t child;

static void on_stop(int s) { stop = 1; }
static void on_reload(int s) { reload = 1; }
static void on_verbose(int s) { verbose = !verbose; }
static void on_pipe(int s) {
  piped = 1;
  write(wake[1], "", 1);
}
static void on_jump(int s) {
  jumps = 1;
  siglongjmp(out, 1);
}
static void on_tick(int s) {
  ticks = 1;
  alarm(1);
}
static void on_death(int s) {
  dies = 1;
  kill(child, SIGTERM);
}
static void on_say(int s) {
  stop = 1;
  write(STDERR_FILENO, "stop\n", 5);
}

static void handle_with(int signal, void (*handler)(int)) {
  struct sigaction sa = {0};
  sa.sa_handler = handler;
  sigaction(signal, &sa, NULL);
}
void install(void) {
  handle_with(SIGTERM, on_stop);
  handle_with(SIGINT, on_say);
  handle_with(SIGHUP, on_reload);
  handle_with(SIGUSR1, on_verbose);
  handle_with(SIGUSR2, on_pipe);
  handle_with(SIGQUIT, on_jump);
  handle_with(SIGALRM, on_tick);
  handle_with(SIGTSTP, on_death);
}

void use(int);

//===--- Silent -----------------------------------------------------------===//

void bounded_ok(struct pollfd *p) {
  while (!stop)
    if (poll(p, 1, 500) > 0)
      use(1);
}
void maybe_bounded_ok(struct pollfd *p, int timeout) {
  while (!stop)
    use(poll(p, 1, timeout));
}
void atomic_ok(struct pollfd *p, const sigset_t *during) {
  while (!stop)
    use(ppoll(p, 1, NULL, during));
}
void suspends_ok(const sigset_t *during) {
  while (!stop)
    sigsuspend(during);
}
void self_pipe_ok(struct pollfd *p) {
  while (!piped)
    use(poll(p, 2, -1));
}
void jumps_out_ok(int l) {
  if (sigsetjmp(out, 1))
    return;
  while (!jumps)
    use(accept(l, 0, 0));
}
void comes_again_ok(int l) {
  while (!ticks)
    use(accept(l, 0, 0));
}
void ends_the_child_ok(void) {
  while (!dies)
    use(wait(NULL));
}
void alarm_ends_it_ok(int l) {
  alarm(10);
  while (!stop)
    use(accept(l, 0, 0));
}
void flags_are_unknown_ok(int l, char *b, int flags) {
  while (!stop)
    use(recv(l, b, 1, flags));
}
void ends_soon_ok(int l, char *b, struct timeval *t) {
  setsockopt(l, SOL_SOCKET, SO_RCVTIMEO, t, sizeof *t);
  while (!stop)
    use(recv(l, b, 1, 0));
}
void not_blocking_ok(int l) {
  fcntl(l, F_SETFL, O_NONBLOCK);
  while (!stop)
    use(accept(l, 0, 0));
}
void ready_ok(struct pollfd *p) {
  while (!stop) {
    if (poll(p, 1, 1000) <= 0)
      continue;
    use(accept(p->fd, 0, 0));
  }
}
// Asks the driver, which knows.
void asks_for_the_size_ok(struct winsize *w) {
  while (!stop) {
    ioctl(0, TIOCGWINSZ, w);
    use(poll(NULL, 0, 100));
  }
}
void only_more_words_ok(int l) {
  for (;;) {
    if (verbose)
      printf("waiting\n");
    use(accept(l, 0, 0));
  }
}
void copies_a_file_ok(int from, int to, char *b) {
  while (!stop) {
    ssize_t n = read(from, b, 10);
    if (n <= 0)
      break;
    write(to, b, n);
  }
}
void flag_without_object_ok(int l, volatile int *quit) {
  while (!*quit)
    use(accept(l, 0, 0));
}
static void *on_a_thread_ok(void *l) {
  while (!stop)
    use(accept(*(int *)l, 0, 0));
  return NULL;
}
void starts(pthread_t *t, int *l) { pthread_create(t, NULL, on_a_thread_ok, l); }

static int deeper(int l, int *how) { return *how ? accept(l, 0, 0) : 0; }
static int deep(int l, int *how) { return deeper(l, how); }
void waits_far_down_ok(int l, int *how) {
  while (!stop)
    use(deep(l, how));
}

//===--- Alarms -----------------------------------------------------------===//

void accepts_bad(int l) {
  while (!stop) {
    int fd = accept(l, 0, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'accept' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
    if (fd < 0 && errno == EINTR)
      continue;
    use(fd);
  }
}
void pauses_bad(void) {
  while (!stop)
    pause();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pause' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
}
void news_bad(int n, fd_set *r) {
  for (;;) {
    if (reload) {
      reload = 0;
      use(0);
    }
    if (select(n, r, NULL, NULL, NULL) < 0 && errno != EINTR)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'select' blocks without noticing a signal that arrives after the test of 'reload' [asyncsafe-check-then-block]
      return;
  }
}
static int should_stop(void) { return stop; }
void asks_a_function_bad(struct pollfd *p) {
  for (;;) {
    if (should_stop())
      break;
    poll(p, 1, -1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'poll' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
  }
}
static int next(int l) { return accept(l, 0, 0); }
void waits_in_a_function_bad(int l) {
  while (!stop)
    use(next(l));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'next' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
}
void reads_the_terminal_bad(char *b) {
  while (!stop)
    if (read(0, b, 1) > 0)
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'read' blocks without noticing a signal that arrives after the test of 'stop' [asyncsafe-check-then-block]
      use(*b);
}
