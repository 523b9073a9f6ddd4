// wrong: the interruption of the wait is stored as "last error" and the dispatcher waits again: interrupt() is lost.
#include <boost/thread.hpp>
#include <deque>
#include <functional>

class Dispatcher {
public:
  void run() {
    while (true) {
      try {
        boost::unique_lock<boost::mutex> Lock(Guard);
        while (Tasks.empty())
          Ready.wait(Lock); // OR
        auto Task = Tasks.front();
        Tasks.pop_front();
        Lock.unlock();
        Task();
      } catch (...) { // HERE
        Failed = true;
      }
    }
  }
  void start() { Thread = boost::thread([this] { run(); }); }
  void stop() {
    Thread.interrupt();
    Thread.join();
  }

private:
  boost::mutex Guard;
  boost::condition_variable Ready;
  std::deque<std::function<void()>> Tasks;
  boost::thread Thread;
  bool Failed = false;
};
