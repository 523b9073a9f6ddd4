// wrong: the command 'quit' returns from inside the switch, and SIGALRM and SIGINT stay blocked in the caller.
#include <csignal>
#include <cstdio>
#include <string>

enum class Command { Print, Reset, Quit };

bool execute(Command What, std::FILE *Out, long &Counter) {
  sigset_t Set, Old;
  sigemptyset(&Set);
  sigaddset(&Set, SIGALRM);
  sigaddset(&Set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &Set, &Old); // HERE
  switch (What) {
  case Command::Print:
    std::fprintf(Out, "%ld\n", Counter);
    break;
  case Command::Reset:
    Counter = 0;
    break;
  case Command::Quit:
    return false; // OR
  }
  pthread_sigmask(SIG_SETMASK, &Old, nullptr);
  return true;
}
