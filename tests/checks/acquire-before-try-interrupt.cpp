// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// A boost interruption point before the guard adopts the lock.
#include <boost/thread.hpp>
#include <memory>

boost::mutex M;
int State;
struct Node {
  Node() noexcept {}
};
void stop(boost::thread &T) { T.interrupt(); }

void atOnce_ok() {
  M.lock();
  boost::lock_guard<boost::mutex> L(M, boost::adopt_lock);
  boost::this_thread::interruption_point();
}
void disabledInTheGap_ok() {
  M.lock();
  {
    boost::this_thread::disable_interruption D;
    boost::this_thread::interruption_point();
  }
  boost::lock_guard<boost::mutex> L(M, boost::adopt_lock);
  boost::this_thread::interruption_point();
}
void ownerAtOnce_ok() {
  std::unique_ptr<Node> N(new Node());
  boost::this_thread::sleep_for(1);
}
void gap_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here, but the thread may be interrupted in 'interruption_point' before its release is guaranteed [asyncsafe-acquire-before-try]
  boost::this_thread::interruption_point();
  boost::lock_guard<boost::mutex> L(M, boost::adopt_lock);
  // CHECK-FIXES: {{^}}  boost::lock_guard<boost::mutex> L(M, boost::adopt_lock);
}
void ownerLate_bad() {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but the thread may be interrupted in 'sleep_for' before its release is guaranteed [asyncsafe-acquire-before-try]
  boost::this_thread::sleep_for(1);
  std::unique_ptr<Node> P(N);
}
