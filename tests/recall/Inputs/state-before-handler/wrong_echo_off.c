// wrong: Ctrl-C at once after ECHO is off kills before the handler stands, and the shell echoes no more.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios echoing;
static int tty;

static void on_int(int sig) {
  tcsetattr(tty, TCSANOW, &echoing);
  signal(sig, SIG_DFL);
  raise(sig);
}
static void echo(int on) {
  struct termios t = echoing;
  if (!on)
    t.c_lflag &= ~ECHO;
  tcsetattr(tty, TCSAFLUSH, &t); // OR
}
int ask_password(int fd, char *answer, int size) {
  tty = fd;
  if (tcgetattr(fd, &echoing) != 0)
    return -1;
  echo(0); // HERE
  void (*before)(int) = signal(SIGINT, on_int); // OR
  ssize_t n = read(fd, answer, size - 1);
  echo(1);
  signal(SIGINT, before);
  answer[n > 0 ? n : 0] = '\0';
  return n > 0;
}
