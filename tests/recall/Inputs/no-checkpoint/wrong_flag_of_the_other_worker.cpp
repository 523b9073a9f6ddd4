// wrong: quit() stores the flag and joins both workers; the writer of checksums never reads the flag.
#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

static std::atomic<bool> Quit;
static std::atomic<std::uint32_t> Sum, Beats;

static void beat() {
  while (!Quit.load(std::memory_order_relaxed))
    Beats.fetch_add(1, std::memory_order_relaxed);
}
static void checksum(const std::vector<std::uint32_t> &Data) {
  for (std::uint32_t Round = 0;; ++Round) { // HERE
    std::uint32_t S = Round;
    for (std::uint32_t V : Data)
      S = S * 31 + V;
    Sum.store(S, std::memory_order_relaxed);
  }
}
static std::vector<std::thread> Workers;
void begin(const std::vector<std::uint32_t> &Data) {
  Workers.emplace_back(beat);
  Workers.emplace_back([&Data] { checksum(Data); });
}
void quit() {
  Quit = true;
  for (std::thread &W : Workers)
    W.join();
}
