// right: nothing but this timer sends SIGVTALRM, and it is armed only behind sigsetjmp().
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>

static sigjmp_buf too_slow;
static void on_virtual(int sig) {
  (void)sig;
  siglongjmp(too_slow, 1);
}
int solve(double *x, int n, long microseconds) {
  struct itimerval budget = {{0, 0}, {microseconds / 1000000, microseconds % 1000000}}, none;
  memset(&none, 0, sizeof none);
  signal(SIGVTALRM, on_virtual);
  if (sigsetjmp(too_slow, 1) != 0) {
    signal(SIGVTALRM, SIG_IGN);
    return -1;
  }
  setitimer(ITIMER_VIRTUAL, &budget, NULL);
  for (int round = 0; round < 10000; round++)
    for (int i = 1; i < n; i++)
      x[i] = (x[i] + x[i - 1]) / 2;
  setitimer(ITIMER_VIRTUAL, &none, NULL);
  signal(SIGVTALRM, SIG_IGN);
  return 0;
}
