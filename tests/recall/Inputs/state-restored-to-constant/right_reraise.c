// right: SIG_DFL is how the handler ends the process by its own signal; where there was another handler, it is called.
#define _GNU_SOURCE
#include <signal.h>
#include <unistd.h>

static struct sigaction before;

static void on_segv(int sig, siginfo_t *info, void *context) {
  static const char text[] = "crashed\n";
  if (write(2, text, sizeof text - 1) < 0)
    _exit(3);
  if (before.sa_flags & SA_SIGINFO) {
    before.sa_sigaction(sig, info, context);
    return;
  }
  signal(sig, SIG_DFL);
  raise(sig);
}
int watch_crashes(void) {
  struct sigaction sa = {.sa_sigaction = on_segv, .sa_flags = SA_SIGINFO};
  sigemptyset(&sa.sa_mask);
  return sigaction(SIGSEGV, &sa, &before);
}
