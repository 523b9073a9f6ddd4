// wrong: the forced unwind is caught by name and not thrown on: glibc aborts at the end of the handler.
#include <cxxabi.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdexcept>

static sem_t Filled;
static bool Cancelled;
static long Jobs;

static void *worker(void *) {
  try {
    for (;;) {
      ::sem_wait(&Filled); // OR
      ++Jobs;
    }
  } catch (abi::__forced_unwind &) { // HERE
    Cancelled = true;
  }
  return nullptr;
}
bool runFor(unsigned (*Wait)(unsigned), unsigned Seconds) {
  pthread_t T;
  if (pthread_create(&T, nullptr, worker, nullptr) != 0)
    throw std::runtime_error("pthread_create");
  Wait(Seconds);
  pthread_cancel(T);
  pthread_join(T, nullptr);
  return Cancelled;
}
