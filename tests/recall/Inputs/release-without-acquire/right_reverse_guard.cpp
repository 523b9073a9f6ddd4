// right: the guard gives a held lock up for the time of a callback and takes it back; the caller holds it.
#include <functional>
#include <mutex>
#include <vector>

class Unlocked {
public:
  explicit Unlocked(std::unique_lock<std::mutex> &Lock) : Lock(Lock) { Lock.unlock(); }
  ~Unlocked() { Lock.lock(); }
  Unlocked(const Unlocked &) = delete;

private:
  std::unique_lock<std::mutex> &Lock;
};

class Bus {
public:
  void publish(int What) {
    std::unique_lock<std::mutex> Lock(Guard);
    Last = What;
    for (std::size_t I = 0; I < Listeners.size(); ++I) {
      auto One = Listeners[I];
      Unlocked Open(Lock);
      One(What);
    }
  }

private:
  std::mutex Guard;
  std::vector<std::function<void(int)>> Listeners;
  int Last = 0;
};
