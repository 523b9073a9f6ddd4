// right: the destructor waits with interruption disabled.
#include <boost/thread.hpp>
#include <vector>

class Crew {
public:
  void begin() {
    boost::lock_guard<boost::mutex> Lock(Guard);
    ++Busy;
  }
  void end() {
    boost::lock_guard<boost::mutex> Lock(Guard);
    if (--Busy == 0)
      Idle.notify_all();
  }
  ~Crew() {
    boost::this_thread::disable_interruption Off;
    boost::unique_lock<boost::mutex> Lock(Guard);
    while (Busy > 0)
      Idle.wait(Lock);
  }

private:
  boost::mutex Guard;
  boost::condition_variable Idle;
  int Busy = 0;
};
static void batch(int N) {
  Crew All;
  for (int I = 0; I < N; ++I) {
    All.begin();
    boost::thread([&All] { All.end(); }).detach();
  }
}
void runBatch(int N, bool (*Wanted)()) {
  boost::thread T(batch, N);
  if (!Wanted())
    T.interrupt();
  T.join();
}
