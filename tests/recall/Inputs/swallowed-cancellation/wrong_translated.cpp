// wrong: the unwind of a cancelled accept() is replaced by a runtime_error: glibc aborts as the old one is dropped.
#include <pthread.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

static int takeOne(int Listener) {
  try {
    int Fd = ::accept(Listener, nullptr, nullptr); // OR
    if (Fd < 0)
      throw std::string("accept");
    return Fd;
  } catch (const std::string &What) {
    throw std::runtime_error(What);
  } catch (...) { // HERE
    throw std::runtime_error("unknown error");
  }
}
static void *acceptor(void *Arg) {
  try {
    for (;;)
      ::close(takeOne(*static_cast<int *>(Arg)));
  } catch (const std::runtime_error &) {
  }
  return nullptr;
}
pthread_t start(int *Listener) {
  pthread_t T;
  if (pthread_create(&T, nullptr, acceptor, Listener) != 0)
    throw std::runtime_error("pthread_create");
  return T;
}
void stop(pthread_t T) { pthread_cancel(T); }
