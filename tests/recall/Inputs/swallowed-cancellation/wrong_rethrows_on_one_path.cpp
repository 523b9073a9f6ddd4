// wrong: only fatal errors are thrown on; a cancellation in recv() counts as one of the first three and is swallowed.
#include <pthread.h>
#include <stdexcept>
#include <sys/socket.h>

struct Link {
  int Socket = -1;
  int Errors = 0;
};
static void decode(const char *, long N) {
  if (N < 4)
    throw std::length_error("frame");
}
static void *receive(void *Arg) {
  Link &L = *static_cast<Link *>(Arg);
  char Frame[256];
  while (true) {
    try {
      long N = ::recv(L.Socket, Frame, sizeof Frame, 0); // OR
      decode(Frame, N);
    } catch (...) { // HERE
      if (++L.Errors > 3)
        throw;
    }
  }
}
void reconnect(pthread_t &T, Link &L, int Socket) {
  pthread_cancel(T);
  pthread_join(T, nullptr);
  L.Socket = Socket;
  pthread_create(&T, nullptr, receive, &L);
}
