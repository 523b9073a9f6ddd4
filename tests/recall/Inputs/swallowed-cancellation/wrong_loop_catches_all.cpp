// wrong: the cancelled read() unwinds into catch (...), which goes on: glibc aborts the process, "exception not rethrown".
#include <cstdio>
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
      ssize_t N = ::read(Fd, Data, sizeof Data); // OR
      if (N <= 0)
        return nullptr;
      handle(Data, N);
    } catch (...) { // HERE
      std::fputs("request failed\n", stderr);
    }
  }
}
int start(pthread_t *T, int *Fd) { return pthread_create(T, nullptr, serve, Fd); }
void stop(pthread_t T) {
  pthread_cancel(T);
  pthread_join(T, nullptr);
}
