// right: the buffer is set before the handler is installed and the timer armed.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

static sigjmp_buf expired;
static struct sigaction old;
static void on_alarm(int sig) {
  (void)sig;
  siglongjmp(expired, 1);
}
ssize_t read_within(int fd, void *to, size_t size, unsigned seconds) {
  struct sigaction sa = {.sa_handler = on_alarm};
  sigaction(SIGALRM, NULL, &old);
  if (sigsetjmp(expired, 1)) {
    sigaction(SIGALRM, &old, NULL);
    return -2;
  }
  sigaction(SIGALRM, &sa, NULL);
  alarm(seconds);
  ssize_t n = read(fd, to, size);
  alarm(0);
  sigaction(SIGALRM, &old, NULL);
  return n;
}
