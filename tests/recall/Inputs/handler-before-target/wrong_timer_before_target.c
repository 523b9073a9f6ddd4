// wrong: setitimer() may expire before the buffer is set; the jump then goes to the frame of the call before, or nowhere.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>

static jmp_buf too_slow;
static void on_alarm(int sig) {
  (void)sig;
  siglongjmp(too_slow, 1);
}
int solve(double *x, int n, long microseconds) {
  struct itimerval budget = {{0, 0}, {microseconds / 1000000, microseconds % 1000000}}, none;
  memset(&none, 0, sizeof none);
  signal(SIGALRM, on_alarm); // OR
  setitimer(ITIMER_REAL, &budget, NULL); // HERE
  if (sigsetjmp(too_slow, 1) != 0) {
    signal(SIGALRM, SIG_IGN);
    return -1;
  }
  for (int round = 0; round < 10000; round++)
    for (int i = 1; i < n; i++)
      x[i] = (x[i] + x[i - 1]) / 2;
  setitimer(ITIMER_REAL, &none, NULL);
  signal(SIGALRM, SIG_IGN);
  return 0;
}
