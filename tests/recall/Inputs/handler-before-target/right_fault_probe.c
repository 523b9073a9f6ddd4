// right: SIGSEGV comes from the access alone, which stands behind sigsetjmp(); nothing between can raise it.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <string.h>

static sigjmp_buf fault;
static void on_fault(int sig) {
  (void)sig;
  siglongjmp(fault, 1);
}
int is_readable(const volatile char *p) {
  struct sigaction sa, segv, bus;
  volatile int good = 0;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = on_fault;
  sigaction(SIGSEGV, &sa, &segv);
  sigaction(SIGBUS, &sa, &bus);
  if (sigsetjmp(fault, 1) == 0) {
    (void)*p;
    good = 1;
  }
  sigaction(SIGBUS, &bus, NULL);
  sigaction(SIGSEGV, &segv, NULL);
  return good;
}
