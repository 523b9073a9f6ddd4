// wrong: interrupt() makes the sleep throw thread_interrupted, catch (...) takes it for an error, and join() hangs.
#include <boost/thread.hpp>
#include <iostream>
#include <stdexcept>

static void poll_device(int Number) {
  if (Number % 7 == 0)
    throw std::runtime_error("device is busy");
}
static void poller() {
  for (int N = 1;; ++N) {
    try {
      poll_device(N);
      boost::this_thread::sleep_for(boost::chrono::seconds(1)); // OR
    } catch (...) { // HERE
      std::cerr << "poll failed\n";
    }
  }
}
int main() {
  boost::thread Poller(poller);
  std::cin.get();
  Poller.interrupt();
  Poller.join();
}
