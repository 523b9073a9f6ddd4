// wrong: the handler waits, as an interruption point, for the others before it gives its own slot back: the slot is lost.
#include <boost/thread.hpp>
#include <stdexcept>

class Rack {
public:
  int take() {
    boost::unique_lock<boost::mutex> Lock(Guard);
    for (int I = 0; I < 8; ++I)
      if (!Used[I]) {
        Used[I] = true;
        return I;
      }
    throw std::runtime_error("rack is full");
  }
  void give(int Slot) {
    boost::unique_lock<boost::mutex> Lock(Guard);
    Used[Slot] = false;
    Changed.notify_all();
  }
  void waitUntilQuiet() {
    boost::unique_lock<boost::mutex> Lock(Guard);
    while (Running > 0)
      Changed.wait(Lock);
  }

private:
  boost::mutex Guard;
  boost::condition_variable Changed;
  bool Used[8] = {};
  int Running = 0;
};
static void measure(Rack &R, void (*Probe)(int)) {
  int Slot = R.take(); // OR
  try {
    Probe(Slot);
  } catch (...) {
    R.waitUntilQuiet(); // HERE
    R.give(Slot); // OR
    throw;
  }
  R.give(Slot);
}
void run(Rack &R, void (*Probe)(int)) {
  boost::thread T([&] { measure(R, Probe); });
  boost::this_thread::sleep_for(boost::chrono::seconds(1));
  T.interrupt();
  T.join();
}
