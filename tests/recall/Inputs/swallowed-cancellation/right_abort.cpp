// right: whatever comes, the handler ends the process; nothing goes on as if it had not been cancelled.
#include <cstdio>
#include <cstdlib>
#include <pthread.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

static void *acceptor(void *Arg) {
  try {
    for (;;) {
      int Fd = ::accept(*static_cast<int *>(Arg), nullptr, nullptr);
      if (Fd < 0)
        throw std::runtime_error("accept");
      ::close(Fd);
    }
  } catch (...) {
    std::fputs("acceptor died\n", stderr);
    std::abort();
  }
}
int start(pthread_t *T, int *Listener) { return pthread_create(T, nullptr, acceptor, Listener); }
void stop(pthread_t T) { pthread_cancel(T); }
