// wrong: interrupt() is requested, the second loop has no interruption point, join() hangs.
#include <boost/thread.hpp>

static double Field[1000];
static void smooth() {
  for (;;) {
    boost::this_thread::interruption_point();
    for (int I = 1; I < 999; ++I)
      Field[I] = (Field[I - 1] + Field[I + 1]) / 2;
  }
}
static long Peaks;
static void search() {
  for (;;) // HERE
    for (int I = 1; I < 999; ++I)
      Peaks += Field[I] > Field[I - 1] && Field[I] > Field[I + 1];
}
void both(int Seconds) {
  boost::thread A(smooth), B(search);
  boost::this_thread::sleep_for(boost::chrono::seconds(Seconds));
  A.interrupt();
  B.interrupt();
  A.join();
  B.join();
}
