// right: both loops look at the token.
#include <cstdint>
#include <stop_token>
#include <thread>

struct Miner {
  std::uint64_t Best = ~0ull, Checked = 0;
  void dig(std::stop_token Stop) {
    std::uint64_t X = 88172645463325252ull;
    while (!Stop.stop_requested()) {
      X ^= X << 13;
      X ^= X >> 7;
      X ^= X << 17;
      if (X < Best)
        Best = X;
    }
  }
  void check(std::stop_token Stop) {
    while (!Stop.stop_requested())
      ++Checked;
  }
};
void run(Miner &M, void (*Show)()) {
  std::jthread Digger([&M](std::stop_token Stop) { M.dig(Stop); });
  std::jthread Checker([&M](std::stop_token Stop) { M.check(Stop); });
  Show();
}
