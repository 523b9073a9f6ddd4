// right: the lock is had before the try begins, so the handler always releases something held.
#include <chrono>
#include <mutex>
#include <stdexcept>
#include <vector>

class Journal {
public:
  void append(int Value) {
    if (!Guard.try_lock_for(std::chrono::milliseconds(50)))
      throw std::runtime_error("journal is busy");
    try {
      Values.push_back(Value);
    } catch (...) {
      Guard.unlock();
      throw;
    }
    Guard.unlock();
  }

private:
  std::timed_mutex Guard;
  std::vector<int> Values;
};
