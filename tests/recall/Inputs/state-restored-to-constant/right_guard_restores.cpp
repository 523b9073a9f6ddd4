// right: the destructor restores what the constructor saved, and guards nest.
#include <csignal>
#include <cstdio>

class TermBlock {
public:
  TermBlock() {
    sigset_t Set;
    sigemptyset(&Set);
    sigaddset(&Set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &Set, &Old);
  }
  ~TermBlock() { pthread_sigmask(SIG_SETMASK, &Old, nullptr); }
  TermBlock(const TermBlock &) = delete;

private:
  sigset_t Old;
};

static void writeIndex(std::FILE *Out, long Entries) noexcept {
  TermBlock Block;
  std::fprintf(Out, "%ld\n", Entries);
}
void writeAll(std::FILE *Out, std::FILE *Index, const long *Values, int N) noexcept {
  TermBlock Block;
  for (int I = 0; I < N; ++I)
    std::fprintf(Out, "%ld\n", Values[I]);
  writeIndex(Index, N);
  std::fprintf(Out, "end\n");
}
