// right: the handler jumps only once 'can_jump' says that the buffer is set; before that it does nothing.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <unistd.h>

static sigjmp_buf again;
static volatile sig_atomic_t can_jump;
static void on_int(int sig) {
  (void)sig;
  if (!can_jump)
    return;
  can_jump = 0;
  siglongjmp(again, 1);
}
int main(void) {
  volatile unsigned long n = 0;
  struct sigaction sa = {.sa_handler = on_int, .sa_flags = SA_RESTART};
  sigaction(SIGINT, &sa, NULL);
  if (sigsetjmp(again, 1) && n > 1000000)
    return 0;
  can_jump = 1;
  for (;;)
    n = n + 1;
}
