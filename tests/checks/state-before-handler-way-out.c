// RUN: %check_asyncsafe %s %t -checks=asyncsafe-state-before-handler -- -std=gnu17
// What a function does that ends the program is not done before the handler is installed.
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static void give_up(void) {
  struct termios t;
  tcgetattr(0, &t);
  t.c_lflag |= ECHO;
  tcsetattr(0, TCSANOW, &t);
  exit(1);
}
static void prepare(int n) {
  if (n > 3)
    give_up();
}
static void hide(void) {
  struct termios t;
  tcgetattr(0, &t);
  t.c_lflag &= ~ECHO;
  tcsetattr(0, TCSANOW, &t);
}

static void on_term_ok(int s) { give_up(); }
static void on_int(int s) { give_up(); }

int main(int argc, char **argv) {
  prepare(argc);
  signal(SIGTERM, on_term_ok);
  hide();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the mode of the terminal is changed here, before the handler of SIGINT that restores it is installed [asyncsafe-state-before-handler]
  signal(SIGINT, on_int);
  pause();
}
