// right: the forced unwind has a handler of its own, before catch (...), and goes on its way.
#include <cstdio>
#include <cxxabi.h>
#include <pthread.h>
#include <stdexcept>
#include <unistd.h>

static void handle(const char *Data, ssize_t N) {
  if (N > 3 && Data[0] == '!')
    throw std::runtime_error("refused");
}
static void *serve(void *Arg) {
  int Fd = *static_cast<int *>(Arg);
  char Data[512];
  for (;;) {
    try {
      ssize_t N = ::read(Fd, Data, sizeof Data);
      if (N <= 0)
        return nullptr;
      handle(Data, N);
    } catch (abi::__forced_unwind &) {
      throw;
    } catch (...) {
      std::fputs("request failed\n", stderr);
    }
  }
}
int start(pthread_t *T, int *Fd) { return pthread_create(T, nullptr, serve, Fd); }
void stop(pthread_t T) {
  pthread_cancel(T);
  pthread_join(T, nullptr);
}
