// wrong: the first phase stops on demand, the second, entered with or without it, goes on till it converges, or never.
#include <atomic>
#include <cmath>
#include <thread>

class Fit {
public:
  void start() { Thread = std::thread(&Fit::body, this); }
  void stop() {
    Stop = true;
    Thread.join();
  }

private:
  void body() {
    while (!Stop && Coarse > 0.1)
      Coarse = std::fabs(Coarse * 0.9999 - X);
    while (true) { // HERE
      double Next = X - (X * X * X - 2 * X + 2) / (3 * X * X - 2);
      if (std::fabs(Next - X) < 1e-12)
        break;
      X = Next;
    }
  }
  std::atomic<bool> Stop{false};
  std::thread Thread;
  double Coarse = 100, X = 0;
};
static Fit Only;
void toggle(bool On) { On ? Only.start() : Only.stop(); }
