// wrong: the std::thread is cancelled by its handle in nanosleep(), and catch (...) swallows the unwind: abort.
#include <ctime>
#include <pthread.h>
#include <stdexcept>
#include <thread>

static int Measured;
static int measure(int Round) {
  if (Round == 1000)
    throw std::overflow_error("round");
  return Round * 2;
}
static void sampler() {
  const timespec Pause{0, 20'000'000};
  for (int Round = 0;; ++Round)
    try {
      Measured = measure(Round);
      ::nanosleep(&Pause, nullptr); // OR
    } catch (...) { // HERE
      Round = 0;
    }
}
void sampleWhile(bool (*Busy)()) {
  std::thread T(sampler);
  while (Busy())
    std::this_thread::yield();
  pthread_cancel(T.native_handle());
  T.join();
}
