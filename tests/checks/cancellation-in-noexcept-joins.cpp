// RUN: %check_asyncsafe -checks=asyncsafe-cancellation-in-noexcept %s %t -- -std=c++20 %mock
// A destructor that ends a thread and waits for it is not the one that is interrupted.
#include <boost/thread.hpp>

class ends_its_thread_ok {
public:
  ~ends_its_thread_ok() {
    thread.interrupt();
    thread.join();
  }

private:
  boost::thread thread;
};

class ends_another_bad {
public:
  ~ends_another_bad() {
    reader.interrupt();
    writer.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the thread can be interrupted here, inside the destructor 'ends_another_bad::~ends_another_bad', which no exception may leave [asyncsafe-cancellation-in-noexcept]
  }

private:
  boost::thread reader, writer;
};
