// right: catch (...) undoes and throws on, on each of its paths.
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
      long N = ::recv(L.Socket, Frame, sizeof Frame, 0);
      decode(Frame, N);
    } catch (const std::length_error &) {
      ++L.Errors;
    } catch (...) {
      if (L.Errors > 3)
        L.Errors = 0;
      L.Socket = -1;
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
