// wrong: the scope of disable_interruption ends before the try: interrupted at the point, the socket is never closed.
#include <boost/thread.hpp>
#include <sys/socket.h>
#include <unistd.h>

static void talk(int Socket) {
  while (::send(Socket, ".", 1, MSG_NOSIGNAL) == 1)
    boost::this_thread::sleep_for(boost::chrono::seconds(1));
}
static void client() {
  int Socket;
  {
    boost::this_thread::disable_interruption Off;
    Socket = ::socket(AF_INET, SOCK_STREAM, 0); // HERE
    boost::this_thread::sleep_for(boost::chrono::milliseconds(10));
  } // OR
  if (Socket < 0)
    return;
  boost::this_thread::interruption_point(); // OR
  try {
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
