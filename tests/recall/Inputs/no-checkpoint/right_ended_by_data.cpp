// right: the loop ends with its input, a range whose end is fixed.
#include <atomic>
#include <thread>
#include <vector>

class Scene {
public:
  explicit Scene(std::vector<float> Track) : Track(std::move(Track)), Physics(&Scene::move, this) {}
  ~Scene() {
    Closing.store(true);
    Physics.join();
  }

private:
  float length() const {
    float Sum = 0;
    auto At = Track.begin();
    while (true) {
      if (At == Track.end())
        return Sum;
      Sum += *At++;
    }
  }
  void move() {
    while (!Closing.load())
      Position.store(Position.load() + length());
  }
  std::vector<float> Track;
  std::atomic<bool> Closing{false};
  std::atomic<float> Position{0};
  std::thread Physics;
};
int play(bool (*Wanted)()) {
  Scene S({1, 2, 3});
  while (Wanted())
    std::this_thread::yield();
  return 0;
}
