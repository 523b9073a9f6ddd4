// wrong: the body of the thread is noexcept: the interruption that is meant to end it ends the process.
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
    for (bool Lit = false;; Lit = !Lit) {
      std::fputs(Lit ? "o" : ".", stdout);
      boost::this_thread::sleep_for(boost::chrono::milliseconds(300)); // HERE
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
