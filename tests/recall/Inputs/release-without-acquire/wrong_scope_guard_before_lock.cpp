// wrong: prepare() throws before the lock is taken, and the guard, already armed, unlocks a free mutex.
#include <functional>
#include <mutex>
#include <stdexcept>
#include <utility>

class AtExit {
public:
  explicit AtExit(std::function<void()> Do) : Do(std::move(Do)) {}
  ~AtExit() { Do(); }
  AtExit(const AtExit &) = delete;

private:
  std::function<void()> Do;
};
static std::mutex Guard;
static long Total;

static long prepare(long Value) {
  if (Value < 0)
    throw std::out_of_range("value");
  return Value * 3;
}
void add(long Value) {
  AtExit Unlock([] { Guard.unlock(); }); // HERE
  long Amount = prepare(Value); // OR
  Guard.lock(); // OR
  Total += Amount;
}
