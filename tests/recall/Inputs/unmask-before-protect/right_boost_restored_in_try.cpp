// right: interruption is restored inside the try, where the handler already stands.
#include <boost/thread.hpp>
#include <sys/socket.h>
#include <unistd.h>

static void talk(int Socket) {
  while (::send(Socket, ".", 1, MSG_NOSIGNAL) == 1)
    boost::this_thread::sleep_for(boost::chrono::seconds(1));
}
static void client() {
  boost::this_thread::disable_interruption Off;
  int Socket = ::socket(AF_INET, SOCK_STREAM, 0);
  boost::this_thread::sleep_for(boost::chrono::milliseconds(10));
  if (Socket < 0)
    return;
  try {
    boost::this_thread::restore_interruption On(Off);
    talk(Socket);
  } catch (...) {
    ::close(Socket);
    throw;
  }
  ::close(Socket);
}
void dial(int Seconds) {
  boost::thread T(client);
  boost::this_thread::sleep_for(boost::chrono::seconds(Seconds));
  T.interrupt();
  T.join();
}
