// right: the handlers stand before the terminal changes; to restore an unchanged one does no harm.
#define _GNU_SOURCE
#include <signal.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static void restore(int sig) {
  tcsetattr(STDIN_FILENO, TCSANOW, &saved);
  _exit(128 + sig);
}
int start_editor(void) {
  struct termios t;
  if (tcgetattr(STDIN_FILENO, &saved) != 0)
    return -1;
  signal(SIGINT, restore);
  signal(SIGTERM, restore);
  t = saved;
  t.c_lflag &= ~(ICANON | ECHO);
  return tcsetattr(STDIN_FILENO, TCSAFLUSH, &t);
}
