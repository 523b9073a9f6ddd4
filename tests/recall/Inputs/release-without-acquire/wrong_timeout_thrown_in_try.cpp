// wrong: when the lock is not had in time, the exception meets the handler that unlocks what was never locked.
#include <chrono>
#include <mutex>
#include <stdexcept>
#include <vector>

class Journal {
public:
  void append(int Value) {
    try {
      if (!Guard.try_lock_for(std::chrono::milliseconds(50))) // OR
        throw std::runtime_error("journal is busy");
      Values.push_back(Value);
      Guard.unlock();
    } catch (...) {
      Guard.unlock(); // HERE
      throw;
    }
  }

private:
  std::timed_mutex Guard;
  std::vector<int> Values;
};
