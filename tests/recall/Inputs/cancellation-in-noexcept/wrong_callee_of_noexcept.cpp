// wrong: the point is two calls down; send_all() is where the cancelled thread unwinds, update() is noexcept: terminate().
#include <cstring>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

static bool send_all(int Socket, const char *Data, std::size_t Left) {
  while (Left > 0) {
    ssize_t N = ::send(Socket, Data, Left, MSG_NOSIGNAL);
    if (N <= 0)
      return false;
    Data += N;
    Left -= static_cast<std::size_t>(N);
  }
  return true;
}
static bool hello(int Socket) { return send_all(Socket, "HELO\r\n", std::strlen("HELO\r\n")); }

struct Peer {
  int Socket;
  bool Alive = true;
  void update() noexcept { Alive = hello(Socket); } // HERE
};
static void *keepAlive(void *Arg) {
  for (auto &P = *static_cast<Peer *>(Arg); P.Alive; ::sleep(30))
    P.update();
  return nullptr;
}
int start(pthread_t &T, Peer &P) { return pthread_create(&T, nullptr, keepAlive, &P); }
void stop(pthread_t T) {
  pthread_cancel(T);
  pthread_join(T, nullptr);
}
