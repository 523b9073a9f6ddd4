// RUN: %check_asyncsafe -checks=asyncsafe-blocking-while-masked %s %t -- -std=c++17 %mock
// Boost's interruptible waits where interruption is disabled.
#include <boost/thread.hpp>

boost::mutex mutex;
boost::condition_variable condition;
bool done;

void interruptible_ok() {
  boost::unique_lock<boost::mutex> lock(mutex);
  while (!done)
    condition.wait(lock);
}

void restored_ok() {
  boost::this_thread::disable_interruption disable;
  {
    boost::this_thread::restore_interruption restore(disable);
    boost::unique_lock<boost::mutex> lock(mutex);
    while (!done)
      condition.wait(lock);
  }
}

/// As boost's own locks do it: the function cannot be interrupted, and says so first.
void uninterruptible_ok() {
  boost::this_thread::disable_interruption disable;
  boost::unique_lock<boost::mutex> lock(mutex);
  while (!done)
    condition.wait(lock);
}

void prepare();
void disabled_bad() {
  prepare();
  boost::this_thread::disable_interruption disable;
  boost::unique_lock<boost::mutex> lock(mutex);
  while (!done)
    condition.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'condition_variable::wait' may block forever while interruption is disabled [asyncsafe-blocking-while-masked]
}
