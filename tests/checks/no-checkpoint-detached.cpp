// RUN: %check_asyncsafe -checks=asyncsafe-no-checkpoint %s %t -- -std=c++20
// A thread that nobody waits for may run until the program ends.
#include <atomic>
#include <chrono>
#include <thread>

static std::atomic<bool> Stopping{false};
static std::atomic<long> Turns{0};
static void draw() {
  while (!Stopping)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
}
static void spin_ok() {
  for (;;)
    ++Turns;
}
void start() {
  std::thread(draw).detach();
  std::thread(spin_ok).detach();
}
void stop() { Stopping = true; }
