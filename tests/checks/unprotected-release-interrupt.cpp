// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Boost.Thread's interruption: an exception that the thread itself raises at its
// interruption points, unless it has disabled them.
#include <boost/thread.hpp>
#include <exception>
#include <mutex>
#include <stdio.h>

boost::mutex M;
std::mutex S;
boost::condition_variable C;
int State;
void stop(boost::thread &T) { T.interrupt(); }

void guard_ok() {
  boost::lock_guard<boost::mutex> L(M);
  boost::this_thread::interruption_point();
}
void conditionWait_ok() {
  boost::unique_lock<boost::mutex> L(M);
  while (!State)
    C.wait(L);
}
void disabled_ok() {
  boost::this_thread::disable_interruption D;
  M.lock();
  boost::this_thread::interruption_point();
  M.unlock();
}
void disabledInBlock_ok() {
  M.lock();
  {
    boost::this_thread::disable_interruption D;
    boost::this_thread::sleep_for(1);
  }
  M.unlock();
}
void caught_ok() {
  M.lock();
  try {
    boost::this_thread::interruption_point();
  } catch (const boost::thread_interrupted &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void caughtAll_ok() {
  M.lock();
  try {
    boost::this_thread::interruption_point();
  } catch (...) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void requestedOnly_ok() {
  M.lock();
  if (boost::this_thread::interruption_requested())
    ++State;
  M.unlock();
}
void pointOutside_ok() {
  boost::this_thread::interruption_point();
  M.lock();
  ++State;
  M.unlock();
  boost::this_thread::interruption_point();
}

void point_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the thread is interrupted in 'interruption_point' [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  boost::this_thread::interruption_point();
  M.unlock();
}
void sleep_bad() {
  FILE *F = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here and not released if the thread is interrupted in 'sleep_for' [asyncsafe-unprotected-release]
  boost::this_thread::sleep_for(1);
  fclose(F);
}
void join_bad(boost::thread &T) {
  S.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'S' is acquired here and not released if the thread is interrupted in 'thread::join' [asyncsafe-unprotected-release]
  T.join();
  S.unlock();
}
// boost::thread_interrupted is no std::exception.
void caughtWrong_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the thread is interrupted in 'interruption_point' [asyncsafe-unprotected-release]
  try {
    boost::this_thread::interruption_point();
  } catch (const std::exception &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void enabledAgain_bad() {
  boost::this_thread::disable_interruption D;
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the thread is interrupted in 'interruption_point' [asyncsafe-unprotected-release]
  {
    boost::this_thread::restore_interruption R(D);
    boost::this_thread::interruption_point();
  }
  M.unlock();
}
void disabledTooShort_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the thread is interrupted in 'interruption_point' [asyncsafe-unprotected-release]
  {
    boost::this_thread::disable_interruption D;
  }
  boost::this_thread::interruption_point();
  M.unlock();
}
void deep() { boost::this_thread::interruption_point(); }
void throughCallee_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the thread is interrupted in 'deep' [asyncsafe-unprotected-release]
  deep();
  M.unlock();
}
