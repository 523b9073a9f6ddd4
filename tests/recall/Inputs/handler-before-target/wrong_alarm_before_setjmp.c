// wrong: on a busy machine the alarm fires before sigsetjmp(): the handler jumps to a buffer that was never set.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

static sigjmp_buf expired;
static void on_alarm(int sig) {
  (void)sig;
  siglongjmp(expired, 1);
}
ssize_t read_within(int fd, void *to, size_t size, unsigned seconds) {
  struct sigaction sa = {.sa_handler = on_alarm}, old;
  sigaction(SIGALRM, &sa, &old); // OR
  alarm(seconds); // HERE
  if (sigsetjmp(expired, 1)) {
    sigaction(SIGALRM, &old, NULL);
    return -2;
  }
  ssize_t n = read(fd, to, size);
  alarm(0);
  sigaction(SIGALRM, &old, NULL);
  return n;
}
