// right: the handler calls a function that throws on whatever is in flight.
#include <boost/thread.hpp>
#include <cstdio>
#include <stdexcept>

[[noreturn]] static void logAndRethrow(const char *Where) {
  std::fprintf(stderr, "%s failed\n", Where);
  throw;
}
static void step(int Number) {
  if (Number > 100)
    throw std::range_error("step");
  boost::this_thread::sleep_for(boost::chrono::milliseconds(Number));
}
static void machine() {
  for (int Number = 0;; ++Number) {
    try {
      step(Number);
    } catch (...) {
      logAndRethrow("step");
    }
  }
}
void run(int Seconds) {
  boost::thread T([] {
    try {
      machine();
    } catch (const boost::thread_interrupted &) {
    } catch (const std::exception &) {
    }
  });
  boost::this_thread::sleep_for(boost::chrono::seconds(Seconds));
  T.interrupt();
  T.join();
}
