// wrong: the deleter joins its helper; cancelled in pthread_join(), the unwind leaves ~unique_ptr(): terminate().
#include <memory>
#include <pthread.h>
#include <unistd.h>

struct Joiner {
  void operator()(pthread_t *T) const {
    pthread_join(*T, nullptr); // HERE
    delete T;
  }
};
using Helper = std::unique_ptr<pthread_t, Joiner>;
static int Rounds;

static void *help(void *) {
  ::usleep(20000);
  return nullptr;
}
static void *boss(void *) {
  for (;;) {
    Helper H(new pthread_t);
    if (pthread_create(H.get(), nullptr, help, nullptr) != 0)
      ::_exit(3);
    ++Rounds;
  }
}
int roundsIn(unsigned Seconds) {
  pthread_t T;
  pthread_create(&T, nullptr, boss, nullptr);
  ::sleep(Seconds);
  pthread_cancel(T);
  pthread_join(T, nullptr);
  return Rounds;
}
