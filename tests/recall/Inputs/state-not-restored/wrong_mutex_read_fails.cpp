// wrong: a short header returns false with the index still locked, and every other thread waits for it.
#include <cstdint>
#include <mutex>
#include <unistd.h>

class Index {
public:
  bool reload(int Fd) {
    Guard.lock(); // HERE
    if (::lseek(Fd, 0, SEEK_SET) != 0)
      return false; // OR
    std::uint32_t Next[4];
    bool Whole = ::read(Fd, Next, sizeof Next) == static_cast<ssize_t>(sizeof Next);
    if (Whole)
      Entries = Next[1];
    Guard.unlock();
    return Whole;
  }
  std::uint32_t size() {
    std::lock_guard<std::mutex> Lock(Guard);
    return Entries;
  }

private:
  std::mutex Guard;
  std::uint32_t Entries = 0;
};
