// right: nothing in this program cancels a thread; what arrives here is an exception.
#include <cstdio>
#include <semaphore.h>
#include <stdexcept>
#include <thread>

static sem_t Filled;
static long Jobs;

static void perform(long Number) {
  if (Number % 100 == 99)
    throw std::runtime_error("bad job");
}
static void worker(long Max) {
  while (Jobs < Max) {
    try {
      if (::sem_wait(&Filled) == 0)
        perform(++Jobs);
    } catch (...) {
      std::fputs("job failed\n", stderr);
    }
  }
}
int main() {
  ::sem_init(&Filled, 0, 0);
  std::thread T(worker, 10);
  for (int I = 0; I < 10; ++I)
    ::sem_post(&Filled);
  T.join();
  return Jobs == 10 ? 0 : 1;
}
