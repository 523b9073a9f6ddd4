// right: the destructor is declared noexcept(false) and nothing is unwound through another one above it.
#include <pthread.h>
#include <unistd.h>

static void *Beeper(void *);
class Pace {
public:
  explicit Pace(unsigned Microseconds) : Rest(Microseconds) {}
  Pace(const Pace &) = delete;
  ~Pace() noexcept(false) { ::usleep(Rest); }

private:
  unsigned Rest;
};
static long Beeps;
static void *Beeper(void *) {
  for (;;) {
    Pace Slow(250000);
    ++Beeps;
  }
}
long beepsIn(unsigned Seconds) {
  pthread_t T;
  if (pthread_create(&T, nullptr, Beeper, nullptr) != 0)
    return -1;
  ::sleep(Seconds);
  pthread_cancel(T);
  pthread_join(T, nullptr);
  return Beeps;
}
