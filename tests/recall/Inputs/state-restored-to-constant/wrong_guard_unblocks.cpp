// wrong: two guards nest: the inner destructor unblocks SIGTERM while the outer still counts on it, though Old is known.
#include <csignal>
#include <cstdio>

class TermBlock {
public:
  TermBlock() {
    sigemptyset(&Set);
    sigaddset(&Set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &Set, &Old); // OR
  }
  ~TermBlock() { pthread_sigmask(SIG_UNBLOCK, &Set, nullptr); } // HERE
  TermBlock(const TermBlock &) = delete;

private:
  sigset_t Set, Old;
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
