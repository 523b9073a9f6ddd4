// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unprotected-release -- -std=gnu17
// A handler that jumps leaves the wait that its signal was to end, and what the function holds there.
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/time.h>
#include <unistd.h>

static sigjmp_buf late, top;
static void on_alarm(int sig) {
  (void)sig;
  siglongjmp(late, 1);
}
static void on_int(int sig) {
  (void)sig;
  siglongjmp(top, 1);
}
void install(void) {
  struct sigaction sa = {.sa_handler = on_alarm};
  sigaction(SIGALRM, &sa, NULL);
  sa.sa_handler = on_int;
  sigaction(SIGINT, &sa, NULL);
}

long landing_closes_ok(const char *path, char *to) {
  volatile int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  if (sigsetjmp(late, 1)) {
    close(fd);
    return -2;
  }
  alarm(5);
  long n = read(fd, to, 16);
  alarm(0);
  close(fd);
  return n;
}
long timer_stopped_before_ok(const char *path, char *to) {
  if (sigsetjmp(late, 1))
    return -2;
  alarm(5);
  long n = read(0, to, 16);
  alarm(0);
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  n += read(fd, to + n, 16);
  close(fd);
  return n;
}
long no_timer_ok(const char *path, char *to) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  if (sigsetjmp(late, 1))
    return -2;
  long n = read(fd, to, 16);
  close(fd);
  return n;
}
long closes_while_timed_ok(const char *path, char *to) {
  volatile int fd = -1;
  if (sigsetjmp(late, 1)) {
    if (fd >= 0)
      close(fd);
    return -2;
  }
  alarm(5);
  fd = open(path, O_RDONLY);
  long n = fd < 0 ? -1 : read(fd, to, 16);
  alarm(0);
  if (fd >= 0)
    close(fd);
  return n;
}
long signals_blocked_ok(const char *path, char *to) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigsetjmp(top, 1);
  sigprocmask(SIG_BLOCK, &set, &old);
  int fd = open(path, O_RDONLY);
  long n = fd < 0 ? -1 : read(fd, to, 16);
  if (fd >= 0)
    close(fd);
  sigprocmask(SIG_SETMASK, &old, NULL);
  return n;
}

long landing_forgets_bad(const char *path, char *to) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  if (sigsetjmp(late, 1))
    return -2;
  alarm(5);
  long n = read(fd, to, 16);
  alarm(0);
  close(fd);
  // CHECK-MESSAGES: :[[@LINE-9]]:12: warning: file descriptor 'fd' is acquired here and not released if a signal's handler jumps out of 'read' [asyncsafe-unprotected-release]
  return n;
}
static long fill(int fd, char *to) {
  long n = 0, all = 0;
  while (all < 16 && (n = read(fd, to + all, 16 - all)) > 0)
    all += n;
  return all;
}
long callee_waits_bad(const char *path, char *to) {
  struct itimerval after = {{0, 0}, {5, 0}}, never = {{0, 0}, {0, 0}};
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  if (sigsetjmp(late, 1) == 0) {
    setitimer(ITIMER_REAL, &after, NULL);
    long n = fill(fd, to);
    setitimer(ITIMER_REAL, &never, NULL);
    close(fd);
    // CHECK-MESSAGES: :[[@LINE-8]]:12: warning: file descriptor 'fd' is acquired here and not released if a signal's handler jumps out of 'fill' [asyncsafe-unprotected-release]
    return n;
  }
  return -2;
}
static void deadline(unsigned seconds) { alarm(seconds); }
long deadline_closes_ok(const char *path, char *to) {
  if (sigsetjmp(late, 1))
    return -2;
  deadline(5);
  long n = read(0, to, 16);
  deadline(0);
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  n += read(fd, to + n, 16);
  close(fd);
  return n;
}
long deadline_bad(const char *path, char *to) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  if (sigsetjmp(late, 1))
    return -2;
  deadline(5);
  long n = read(fd, to, 16);
  deadline(0);
  close(fd);
  // CHECK-MESSAGES: :[[@LINE-9]]:12: warning: file descriptor 'fd' is acquired here and not released if a signal's handler jumps out of 'read' [asyncsafe-unprotected-release]
  return n;
}
long without_a_timer_bad(const char *path, char *to) {
  if (sigsetjmp(top, 1))
    return -2;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  long n = read(fd, to, 16);
  close(fd);
  // CHECK-MESSAGES: :[[@LINE-5]]:12: warning: file descriptor 'fd' is acquired here and not released if a signal's handler jumps out of 'read' [asyncsafe-unprotected-release]
  return n;
}
