// wrong: the thread opens SIGUSR2 and only then sets the handler: one sent at once ends the whole process.
#include <csignal>
#include <pthread.h>

static volatile std::sig_atomic_t Wake;
static void onUsr2(int) { Wake = 1; }

class Sampler {
public:
  explicit Sampler(long Rounds) : Rounds(Rounds) {}
  static void *body(void *Self) {
    auto &S = *static_cast<Sampler *>(Self);
    sigset_t Set;
    sigemptyset(&Set);
    sigaddset(&Set, SIGUSR2);
    pthread_sigmask(SIG_UNBLOCK, &Set, nullptr); // HERE
    std::signal(SIGUSR2, onUsr2); // OR
    for (long I = 0; I < S.Rounds; ++I)
      if (Wake) {
        Wake = 0;
        ++S.Samples;
      }
    return nullptr;
  }

private:
  long Rounds, Samples = 0;
};
int start(pthread_t &T, Sampler &S) { return pthread_create(&T, nullptr, &Sampler::body, &S); }
