// wrong: SIGALRM jumps out of the loop over the ofstream: the file is neither flushed nor closed.
#include <csetjmp>
#include <csignal>
#include <fstream>
#include <unistd.h>

static sigjmp_buf Late;
static void onAlarm(int) { siglongjmp(Late, 1); }

static void writeTable(const char *Path, long N) {
  std::ofstream Out(Path); // HERE
  for (long I = 0; I < N; ++I)
    Out << I << ' ' << I * I << '\n';
}
bool tableWithin(const char *Path, long N, unsigned Seconds) {
  if (sigsetjmp(Late, 1))
    return false;
  std::signal(SIGALRM, onAlarm);
  ::alarm(Seconds); // OR
  writeTable(Path, N); // OR
  ::alarm(0);
  return true;
}
