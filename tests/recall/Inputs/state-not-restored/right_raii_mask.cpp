// right: the destructor of the guard restores the mask, whichever return is taken.
#include <csignal>
#include <pthread.h>
#include <unistd.h>

class BlockSignals {
public:
  BlockSignals() {
    sigset_t All;
    sigfillset(&All);
    pthread_sigmask(SIG_SETMASK, &All, &Before);
  }
  ~BlockSignals() { pthread_sigmask(SIG_SETMASK, &Before, nullptr); }
  BlockSignals(const BlockSignals &) = delete;
  BlockSignals &operator=(const BlockSignals &) = delete;

private:
  sigset_t Before;
};

int replace(const char *New, const char *Old, const char *Backup) noexcept {
  BlockSignals Quiet;
  if (::link(Old, Backup) != 0)
    return -1;
  if (::unlink(Old) != 0)
    return -2;
  return ::link(New, Old);
}
