// right: the handler only stores a flag; the sigsetjmp() below belongs to the parser's own errors.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <string.h>

static sigjmp_buf bad_input;
static volatile sig_atomic_t interrupted;
static void on_int(int sig) {
  (void)sig;
  interrupted = 1;
}
static int digit(char c) {
  if (c < '0' || c > '9')
    siglongjmp(bad_input, 1);
  return c - '0';
}
long number(const char *text) {
  struct sigaction sa = {.sa_handler = on_int, .sa_flags = SA_RESTART};
  long n = 0;
  sigaction(SIGINT, &sa, NULL);
  if (sigsetjmp(bad_input, 1))
    return -1;
  while (*text && !interrupted)
    n = n * 10 + digit(*text++);
  return n;
}
