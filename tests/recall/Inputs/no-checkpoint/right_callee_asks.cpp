// right: the loop's callee has the interruption point.
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
static bool peak(int I) {
  if (I % 256 == 0)
    boost::this_thread::interruption_point();
  return Field[I] > Field[I - 1] && Field[I] > Field[I + 1];
}
static void search() {
  for (;;)
    for (int I = 1; I < 999; ++I)
      Peaks += peak(I);
}
void both(int Seconds) {
  boost::thread A(smooth), B(search);
  boost::this_thread::sleep_for(boost::chrono::seconds(Seconds));
  A.interrupt();
  B.interrupt();
  A.join();
  B.join();
}
