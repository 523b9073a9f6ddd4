// wrong: SIGHUP after tcsetattr() and before the mask: the handler thinks that nothing is to be undone, the terminal stays raw.
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
  sigset_t hup, old;
  struct termios t = cooked;
  cfmakeraw(&t);
  if (tcsetattr(0, TCSAFLUSH, &t) != 0) // HERE
    return -1;
  sigemptyset(&hup);
  sigaddset(&hup, SIGHUP);
  sigprocmask(SIG_BLOCK, &hup, &old); // OR
  raw = 1;
  sigprocmask(SIG_SETMASK, &old, NULL);
  return 0;
}
