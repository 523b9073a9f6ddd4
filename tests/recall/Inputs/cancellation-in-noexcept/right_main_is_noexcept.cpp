// right: the threads are cancelled, main is not: it may be noexcept and sleep.
#include <pthread.h>
#include <unistd.h>

static void *spin(void *Stop) {
  for (;;) {
    ::usleep(500);
    if (*static_cast<volatile int *>(Stop) == 1)
      return nullptr;
  }
}
static int rest(unsigned Seconds) noexcept { return ::sleep(Seconds) != 0; }

int main() noexcept {
  static volatile int Never;
  pthread_t Spinner;
  if (pthread_create(&Spinner, nullptr, spin, const_cast<int *>(&Never)) != 0)
    return 1;
  int Early = rest(2);
  pthread_cancel(Spinner);
  pthread_join(Spinner, nullptr);
  return Early;
}
