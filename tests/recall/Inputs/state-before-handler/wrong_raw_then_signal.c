// wrong: Ctrl-C between tcsetattr() and signal() kills by default, and the shell gets a raw terminal.
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
  t = saved;
  t.c_lflag &= ~(ICANON | ECHO);
  if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &t) != 0) // HERE
    return -1;
  signal(SIGINT, restore); // OR
  signal(SIGTERM, restore);
  return 0;
}
