// right: who insists waits for the lock; on each way to the guard the mutex is held.
#include <mutex>
#include <vector>

struct Samples {
  std::mutex Guard;
  std::vector<double> Values;
};

double mean(Samples &From, bool Insist) {
  if (!From.Guard.try_lock()) {
    if (!Insist)
      return 0;
    From.Guard.lock();
  }
  std::lock_guard<std::mutex> Lock(From.Guard, std::adopt_lock);
  double Sum = 0;
  for (double Value : From.Values)
    Sum += Value;
  return From.Values.empty() ? 0 : Sum / static_cast<double>(From.Values.size());
}
