// right: enter() keeps the old handler in the object and leave() restores it; the early return of enter() comes first.
#include <csignal>

class QuietPipe {
public:
  bool enter() {
    if (Depth++ > 0)
      return true;
    struct sigaction Ignore {};
    Ignore.sa_handler = SIG_IGN;
    if (sigaction(SIGPIPE, &Ignore, &Old) != 0) {
      --Depth;
      return false;
    }
    return true;
  }
  void leave() {
    if (--Depth > 0)
      return;
    sigaction(SIGPIPE, &Old, nullptr);
  }

private:
  struct sigaction Old;
  int Depth = 0;
};
