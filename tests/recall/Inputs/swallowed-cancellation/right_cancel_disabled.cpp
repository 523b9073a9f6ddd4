// right: cancellation is disabled around the try; a stop is taken at the testcancel between two rounds.
#include <cstdio>
#include <fcntl.h>
#include <pthread.h>
#include <stdexcept>
#include <unistd.h>

static void store(const char *Path, int Round) {
  int Fd = ::open(Path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (Fd < 0)
    throw std::runtime_error(Path);
  ssize_t N = ::write(Fd, &Round, sizeof Round);
  ::close(Fd);
  if (N != sizeof Round)
    throw std::runtime_error("short write");
}
static void *keeper(void *Path) {
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
  for (int Round = 0;; ++Round) {
    try {
      store(static_cast<const char *>(Path), Round);
    } catch (...) {
      std::fputs("not stored\n", stderr);
    }
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, nullptr);
    ::sleep(1);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
  }
}
pthread_t keep(const char *Path) {
  pthread_t T;
  pthread_create(&T, nullptr, keeper, const_cast<char *>(Path));
  return T;
}
void drop(pthread_t T) { pthread_cancel(T); }
