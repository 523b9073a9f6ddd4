// right: what can throw is done first, then the lock is taken, then the guard armed, with nothing in between.
#include <mutex>
#include <stdexcept>
#include <utility>

template <class Fn> class AtExit {
public:
  explicit AtExit(Fn Do) noexcept : Do(std::move(Do)) {}
  ~AtExit() { Do(); }
  AtExit(const AtExit &) = delete;

private:
  Fn Do;
};
static std::mutex Guard;
static long Total;

static long prepare(long Value) {
  if (Value < 0)
    throw std::out_of_range("value");
  return Value * 3;
}
void add(long Value) {
  long Amount = prepare(Value);
  Guard.lock();
  AtExit Unlock([]() noexcept { Guard.unlock(); });
  Total += Amount;
}
