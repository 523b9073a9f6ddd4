// right: the handler disables interruption for its pause.
#include <boost/thread.hpp>
#include <stdexcept>

static boost::mutex Bus;
static int transfer(int Byte) {
  if (Byte < 0)
    throw std::runtime_error("no acknowledge");
  return Byte ^ 0x55;
}
static void bus_writer(int *Bytes, int N) {
  for (int I = 0; I < N; ++I) {
    Bus.lock();
    try {
      Bytes[I] = transfer(Bytes[I]);
    } catch (...) {
      boost::this_thread::disable_interruption Off;
      boost::this_thread::sleep_for(boost::chrono::milliseconds(5));
      Bus.unlock();
      throw;
    }
    Bus.unlock();
  }
}
void write_for(int *Bytes, int N, int Seconds) {
  boost::thread T([=] {
    try {
      bus_writer(Bytes, N);
    } catch (const std::runtime_error &) {
    }
  });
  if (!T.try_join_for(boost::chrono::seconds(Seconds)))
    T.interrupt();
  T.join();
}
