// wrong: setRaw() comes before installHandlers(): a SIGTERM in between ends the program with the terminal raw.
#include <csignal>
#include <cstdio>
#include <initializer_list>
#include <termios.h>
#include <unistd.h>

static termios Original;
static void undo(int Signal) {
  ::tcsetattr(0, TCSANOW, &Original);
  ::_exit(Signal);
}
static void installHandlers() {
  struct sigaction Action {};
  Action.sa_handler = undo;
  for (int Signal : {SIGTERM, SIGQUIT})
    ::sigaction(Signal, &Action, nullptr);
}
static bool setRaw() {
  if (::tcgetattr(0, &Original) != 0)
    return false;
  termios Raw = Original;
  ::cfmakeraw(&Raw);
  return ::tcsetattr(0, TCSADRAIN, &Raw) == 0; // OR
}
int main() {
  if (!setRaw()) // HERE
    return 1;
  installHandlers(); // OR
  int Keys = 0;
  for (int C; (C = std::getchar()) != EOF && C != 'q'; ++Keys)
    ;
  ::tcsetattr(0, TCSANOW, &Original);
  return Keys == 0;
}
