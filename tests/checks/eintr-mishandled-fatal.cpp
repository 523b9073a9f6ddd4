// RUN: %check_asyncsafe %s %t -checks=asyncsafe-eintr-mishandled -- -std=c++17
// A call that can only run out of memory throws then, so code that continues finds errno unchanged.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <queue>
#include <sys/wait.h>

[[noreturn]] void fatal(const char *what);

static volatile std::sig_atomic_t childDied;
static void onChild(int) { childDied = 1; }
void prepare() { std::signal(SIGCHLD, onChild); }

struct Children {
  std::queue<int> Finished;
  int Running = 0;
  bool reaped(int Options) {
    int Status, R;
    while ((R = waitpid(Running, &Status, Options)) < 0)
      if (errno != EINTR)
        fatal("waitpid");
    return R != 0;
  }
  void look() {
    if (childDied && reaped(WNOHANG))
      Finished.push(Running);
  }
  void lookAndTell() {
    if (childDied && reaped(WNOHANG))
      std::printf("%d has ended\n", Running);
  }
  int waitOk(pollfd *Fds) {
    int N = poll(Fds, 1, -1);
    look();
    if (N == -1 && errno != EINTR)
      return -1;
    return N;
  }
  int waitBad(pollfd *Fds) {
    int N = poll(Fds, 1, -1);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'poll' fails, and 'Children::lookAndTell' may change errno before it is tested for EINTR [asyncsafe-eintr-mishandled]
    lookAndTell();
    if (N == -1 && errno != EINTR)
      return -1;
    return N;
  }
};
int use(Children &C, pollfd *Fds) { return C.waitOk(Fds) + C.waitBad(Fds); }
