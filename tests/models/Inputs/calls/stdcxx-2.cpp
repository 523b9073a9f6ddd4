// Calls what models/stdcxx.json says of C++17, where comparisons are functions of
// their own.
#include <bitset>
#include <chrono>
#include <memory>

void older(std::shared_ptr<int> p, std::bitset<3> a, std::allocator<int> b, std::chrono::seconds s) {
  p.unique();
  b != b;
  s != s; s < s; s <= s; s > s; s >= s;
}
