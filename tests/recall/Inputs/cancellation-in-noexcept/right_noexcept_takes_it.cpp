// right: the noexcept body catches the interruption itself.
#include <boost/thread.hpp>
#include <cstdio>

class Blinker {
public:
  void on() { Thread = boost::thread([this] { body(); }); }
  void off() {
    Thread.interrupt();
    Thread.join();
  }

private:
  void body() noexcept {
    try {
      for (bool Lit = false;; Lit = !Lit) {
        std::fputs(Lit ? "o" : ".", stdout);
        boost::this_thread::sleep_for(boost::chrono::milliseconds(300));
      }
    } catch (const boost::thread_interrupted &) {
    }
  }
  boost::thread Thread;
};
static Blinker Lamp;
void alarm(bool Raised) {
  if (Raised)
    Lamp.on();
  else
    Lamp.off();
}
