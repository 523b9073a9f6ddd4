// right: the retry of a compare-exchange ends as soon as one attempt meets no other thread; it need not ask.
#include <atomic>
#include <cstdint>
#include <thread>

static std::atomic<bool> Quit;
static std::atomic<std::uint32_t> Highest, Beats;

static void raise(std::uint32_t To) {
  std::uint32_t Now = Highest.load();
  while (true) {
    if (Now >= To || Highest.compare_exchange_weak(Now, To))
      break;
  }
}
static void beat() {
  while (!Quit.load()) {
    Beats.fetch_add(1);
    raise(Beats.load());
  }
}
static std::thread Worker;
void begin() { Worker = std::thread(beat); }
void quit() {
  Quit = true;
  Worker.join();
}
