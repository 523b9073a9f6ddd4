// right: the handler sets a flag, the loop looks at it, and the stream is closed by its destructor.
#include <csignal>
#include <fstream>
#include <unistd.h>

static volatile std::sig_atomic_t Late;
static void onAlarm(int) { Late = 1; }

static bool writeTable(const char *Path, long N) {
  std::ofstream Out(Path);
  for (long I = 0; I < N && !Late; ++I)
    Out << I << ' ' << I * I << '\n';
  return !Late;
}
bool tableWithin(const char *Path, long N, unsigned Seconds) {
  struct sigaction Action {};
  Action.sa_handler = onAlarm;
  Action.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &Action, nullptr);
  Late = 0;
  ::alarm(Seconds);
  bool Whole = writeTable(Path, N);
  ::alarm(0);
  return Whole;
}
