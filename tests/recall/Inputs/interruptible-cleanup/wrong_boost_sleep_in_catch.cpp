// wrong: an interruption that comes during the pause in the handler leaves it before the unlock: the mutex stays locked.
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
    Bus.lock(); // OR
    try {
      Bytes[I] = transfer(Bytes[I]);
    } catch (...) {
      boost::this_thread::sleep_for(boost::chrono::milliseconds(5)); // HERE
      Bus.unlock(); // OR
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
