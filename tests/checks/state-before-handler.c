// RUN: %check_asyncsafe -checks=asyncsafe-state-before-handler %s %t -- -std=gnu17
// What outlives the process, and the handlers that undo it: in the right order, undoing something else, too late.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static const char lock[] = "/run/a.lock", fifo[] = "/run/a.fifo", other[] = "/run/a.other";
static struct termios before;
static char temporary[] = "/tmp/a.XXXXXX", scratch[] = "/tmp/b.XXXXXX";
static volatile sig_atomic_t made, scratched, size_changed;

static void drop_lock(int sig) {
  unlink(lock);
  _exit(sig);
}
static void drop_fifo(int sig) {
  unlink(fifo);
  _exit(sig);
}
static void restore(int sig) {
  tcsetattr(0, TCSANOW, &before);
  _exit(sig);
}
static void drop_temporary(int sig) {
  if (made)
    unlink(temporary);
  _exit(sig);
}
static void drop_scratch(int sig) {
  if (scratched)
    unlink(scratch);
  _exit(sig);
}
static void resized(int sig) {
  (void)sig;
  size_changed = 1;
}

int handler_first_ok(void) {
  signal(SIGTERM, drop_lock);
  return open(lock, O_CREAT | O_EXCL | O_WRONLY, 0600);
}
int blocked_ok(void) {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, &old);
  int rc = mkfifo(fifo, 0600);
  signal(SIGINT, drop_fifo);
  sigprocmask(SIG_SETMASK, &old, NULL);
  return rc;
}
int another_name_ok(void) {
  int rc = mkfifo(other, 0600);
  signal(SIGINT, drop_fifo);
  return rc;
}
int undone_before_ok(void) {
  mkfifo(fifo, 0600);
  unlink(fifo);
  signal(SIGINT, drop_fifo);
  return 0;
}
int not_exclusive_ok(void) {
  int fd = open(lock, O_CREAT | O_WRONLY, 0600);
  signal(SIGTERM, drop_lock);
  return fd;
}
int put_back_before_ok(void) {
  tcsetattr(0, TCSANOW, &before);
  signal(SIGQUIT, restore);
  return 0;
}
int another_signal_ok(void) {
  struct termios raw = before;
  cfmakeraw(&raw);
  tcsetattr(0, TCSANOW, &raw);
  signal(SIGWINCH, resized);
  return 0;
}
int told_at_once_ok(void) {
  signal(SIGHUP, drop_temporary);
  made = mkdtemp(temporary) != NULL;
  return made;
}
int told_before_ok(void) {
  signal(SIGHUP, drop_temporary);
  made = 1;
  int fd = mkstemp(temporary);
  fprintf(stderr, "%s\n", temporary);
  return fd;
}

int told_late_bad(void) {
  signal(SIGQUIT, drop_scratch);
  int fd = mkstemp(scratch);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a file name is created here, before the handler of SIGQUIT that removes it is told of it [asyncsafe-state-before-handler]
  fprintf(stderr, "%s\n", scratch);
  scratched = 1;
  return fd;
}
