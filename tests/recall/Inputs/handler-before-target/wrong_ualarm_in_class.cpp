// wrong: ualarm() is armed by the constructor, the buffer set by the caller afterwards: the first tick can come between.
#include <csetjmp>
#include <csignal>
#include <unistd.h>

static sigjmp_buf Out;
static void tick(int) { siglongjmp(Out, 1); }

class Budget {
public:
  explicit Budget(unsigned Microseconds) {
    std::signal(SIGALRM, tick); // OR
    ::ualarm(Microseconds, 0); // OR
  }
  ~Budget() {
    ::ualarm(0, 0);
    std::signal(SIGALRM, SIG_DFL);
  }
};
long primes(unsigned Microseconds) {
  static volatile long Found;
  Found = 0;
  Budget Limited(Microseconds); // HERE
  if (sigsetjmp(Out, 1))
    return Found;
  for (long N = 2;; ++N) {
    bool Prime = true;
    for (long D = 2; D * D <= N && Prime; ++D)
      Prime = N % D != 0;
    if (Prime)
      Found = Found + 1;
  }
}
