// wrong: the destructor asks both loops to end and joins; render() never looks whether it should.
#include <atomic>
#include <thread>

class Scene {
public:
  Scene() : Physics(&Scene::move, this), Graphics(&Scene::render, this) {}
  ~Scene() {
    Closing.store(true);
    Physics.join();
    Graphics.join();
  }

private:
  void move() {
    while (!Closing.load())
      Position.store(Position.load() + 0.001f);
  }
  void render() {
    unsigned Row = 0;
    while (true) { // HERE
      Pixels[Row % 480] = static_cast<unsigned>(Position.load()) + Row;
      ++Row;
    }
  }
  std::atomic<bool> Closing{false};
  std::atomic<float> Position{0};
  unsigned Pixels[480] = {};
  std::thread Physics, Graphics;
};
int play(bool (*Wanted)()) {
  Scene S;
  while (Wanted())
    std::this_thread::yield();
  return 0;
}
