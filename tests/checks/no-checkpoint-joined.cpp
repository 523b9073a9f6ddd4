// RUN: %check_asyncsafe -checks=asyncsafe-no-checkpoint %s %t -- -std=c++20
// Without Strict: nothing leaves the loop, and the code that asks other loops to stop joins the thread.
#include <atomic>
#include <chrono>
#include <thread>

class Simulation {
public:
  void start();
  void stop();

private:
  void diffuse_bad();
  void until_ok();
  void leaves_ok();
  void draw();
  std::atomic<bool> Stopping{false};
  std::atomic<int> Generation{0};
  std::thread Solver, Painter, Counter, Leaver;
  double Grid[64] = {1.0};
};
void Simulation::start() {
  Solver = std::thread(&Simulation::diffuse_bad, this);
  Painter = std::thread(&Simulation::draw, this);
  Counter = std::thread(&Simulation::until_ok, this);
  Leaver = std::thread(&Simulation::leaves_ok, this);
}
void Simulation::stop() {
  Stopping = true;
  Solver.join();
  Painter.join();
  Counter.join();
  Leaver.join();
}
void Simulation::draw() {
  while (!Stopping)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
}
void Simulation::until_ok() {
  while (!Stopping)
    ++Generation;
}
void Simulation::leaves_ok() {
  for (;;)
    if (++Generation > 1000)
      return;
}
void Simulation::diffuse_bad() {
  for (;;) {
    for (int I = 1; I < 63; ++I)
      Grid[I] += 0.1 * (Grid[I - 1] - 2 * Grid[I] + Grid[I + 1]);
    ++Generation;
    // CHECK-MESSAGES: :[[@LINE-3]]:{{[0-9]+}}: warning: this loop has no end and never tests 'Stopping' [asyncsafe-no-checkpoint]
  }
}
