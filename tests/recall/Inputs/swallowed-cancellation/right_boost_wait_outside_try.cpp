// right: the wait, which is the interruption point, stands before the try; only the task is inside, interruption off.
#include <boost/thread.hpp>
#include <deque>
#include <functional>

class Dispatcher {
public:
  void run() {
    while (true) {
      std::function<void()> Task;
      {
        boost::unique_lock<boost::mutex> Lock(Guard);
        while (Tasks.empty())
          Ready.wait(Lock);
        Task = Tasks.front();
        Tasks.pop_front();
      }
      boost::this_thread::disable_interruption Off;
      try {
        Task();
      } catch (...) {
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
