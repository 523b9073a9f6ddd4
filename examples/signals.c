#define _GNU_SOURCE
#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t stop, reap_wanted;
static int reload_wanted;
static int wakeup[2], log_pipe[2];

/* Right: first the flag, then the wakeup, which cannot block; errno is restored. */
static void on_term(int number) {
  int saved_errno = errno;
  (void)number;
  stop = 1;
  if (write(wakeup[1], "", 1) < 0) {
    /* Full: a wakeup is already pending. */
  }
  errno = saved_errno;
}

/* A call that can deadlock, and a flag that the loop may never see change. */
static void on_hup(int number) {
  printf("signal %d: reload\n", number);
  reload_wanted = 1;
}

/* The wakeup comes before the flag, changes errno, and blocks once the pipe is full. */
static void on_child(int number) {
  (void)number;
  write(log_pipe[1], "c", 1);
  reap_wanted = 1;
}

static int handle(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  return sigaction(number, &action, NULL);
}

int signals_start(void) {
  if (pipe2(wakeup, O_CLOEXEC | O_NONBLOCK) || pipe2(log_pipe, O_CLOEXEC))
    return -1;
  return handle(SIGTERM, on_term) || handle(SIGHUP, on_hup) || handle(SIGCHLD, on_child) ? -1 : 0;
}

int signals_stop_requested(void) { return stop; }

void signals_handle(void (*reload)(void), void (*reap)(void)) {
  if (reload_wanted) {
    reload_wanted = 0;
    reload();
  }
  if (reap_wanted) {
    reap_wanted = 0;
    reap();
  }
}
