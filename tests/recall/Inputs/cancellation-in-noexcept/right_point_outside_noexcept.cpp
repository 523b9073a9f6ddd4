// right: the noexcept function renders one pass and has no interruption point; the loop around it has one.
#include <boost/thread.hpp>
#include <vector>

class Tile {
public:
  explicit Tile(int Size) : Pixels(static_cast<std::size_t>(Size) * Size) {}
  void pass() noexcept {
    for (float &P : Pixels)
      P = P * 0.5f + 1.0f;
  }

private:
  std::vector<float> Pixels;
};
class Preview {
public:
  void show(int Size) {
    Thread = boost::thread([Size] {
      Tile T(Size);
      for (int Pass = 0; Pass < 64; ++Pass) {
        boost::this_thread::interruption_point();
        T.pass();
      }
    });
  }
  void hide() {
    Thread.interrupt();
    Thread.join();
  }

private:
  boost::thread Thread;
};
