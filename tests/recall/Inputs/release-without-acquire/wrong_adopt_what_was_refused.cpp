// wrong: try_lock() fails for a reader that insists, and the guard adopts, and later unlocks, another thread's lock.
#include <mutex>
#include <vector>

struct Samples {
  std::mutex Guard;
  std::vector<double> Values;
};

double mean(Samples &From, bool Insist) {
  if (!From.Guard.try_lock() && !Insist) // OR
    return 0;
  std::lock_guard<std::mutex> Lock(From.Guard, std::adopt_lock); // HERE
  double Sum = 0;
  for (double Value : From.Values)
    Sum += Value;
  return From.Values.empty() ? 0 : Sum / static_cast<double>(From.Values.size());
}
