// right: the handler that undoes stands first; the one installed behind is SIGWINCH's and has to do with the size only.
#include <csignal>
#include <cstdio>
#include <termios.h>
#include <unistd.h>

static termios Original;
static volatile std::sig_atomic_t Resized;
static void undo(int Signal) {
  ::tcsetattr(0, TCSANOW, &Original);
  ::_exit(Signal);
}
static void onResize(int) { Resized = 1; }

int main() {
  if (::tcgetattr(0, &Original) != 0)
    return 1;
  std::signal(SIGINT, undo);
  std::signal(SIGTERM, undo);
  std::signal(SIGQUIT, undo);
  std::signal(SIGHUP, undo);
  termios Raw = Original;
  ::cfmakeraw(&Raw);
  ::tcsetattr(0, TCSADRAIN, &Raw);
  struct sigaction Action {};
  Action.sa_handler = onResize;
  Action.sa_flags = SA_RESTART;
  ::sigaction(SIGWINCH, &Action, nullptr);
  int Keys = 0;
  for (int C; (C = std::getchar()) != EOF && C != 'q'; ++Keys)
    if (Resized)
      Resized = 0;
  ::tcsetattr(0, TCSANOW, &Original);
  return Keys == 0;
}
