// wrong: throw() is noexcept: the checkpoint inside render() throws thread_interrupted into it, and terminate() is called.
#include <boost/thread.hpp>
#include <vector>

class Tile {
public:
  explicit Tile(int Size) : Pixels(static_cast<std::size_t>(Size) * Size) {}
  void render(int Passes) throw() {
    for (int Pass = 0; Pass < Passes; ++Pass) {
      boost::this_thread::interruption_point(); // HERE
      for (float &P : Pixels)
        P = P * 0.5f + 1.0f;
    }
  }

private:
  std::vector<float> Pixels;
};
class Preview {
public:
  void show(int Size) {
    Thread = boost::thread([Size] {
      Tile T(Size);
      T.render(64);
    });
  }
  void hide() {
    Thread.interrupt();
    Thread.join();
  }

private:
  boost::thread Thread;
};
