// right: the flag is set before the terminal changes: to undo what is not yet done does no harm.
#define _GNU_SOURCE
#include <signal.h>
#include <termios.h>
#include <unistd.h>

static struct termios cooked;
static volatile sig_atomic_t raw;

static void on_hup(int sig) {
  if (raw)
    tcsetattr(0, TCSANOW, &cooked);
  _exit(128 + sig);
}
int prepare(void) {
  struct sigaction sa = {.sa_handler = on_hup};
  return tcgetattr(0, &cooked) | sigaction(SIGHUP, &sa, NULL);
}
int raw_on(void) {
  struct termios t = cooked;
  cfmakeraw(&t);
  raw = 1;
  if (tcsetattr(0, TCSAFLUSH, &t) != 0) {
    raw = 0;
    return -1;
  }
  return 0;
}
