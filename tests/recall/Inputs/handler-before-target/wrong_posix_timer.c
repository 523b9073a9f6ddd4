// wrong: the POSIX timer runs before its target is set; under load it fires first and the jump is undefined.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static sigjmp_buf late;
static void on_timer(int sig) {
  (void)sig;
  siglongjmp(late, 1);
}
int connect_within(int (*connect)(void), int ms) {
  timer_t timer;
  int rc;
  struct sigevent ev;
  struct itimerspec when = {{0, 0}, {ms / 1000, ms % 1000 * 1000000L}};
  memset(&ev, 0, sizeof ev);
  ev.sigev_notify = SIGEV_SIGNAL;
  ev.sigev_signo = SIGRTMIN;
  if (timer_create(CLOCK_MONOTONIC, &ev, &timer) != 0)
    return -1;
  signal(SIGRTMIN, on_timer); // OR
  timer_settime(timer, 0, &when, NULL); // HERE
  if (sigsetjmp(late, 1))
    rc = -2;
  else
    rc = connect();
  timer_delete(timer);
  return rc;
}
