// RUN: %check_asyncsafe %s %t -- -std=c++11 -Wno-everything %mock
// Before C++17 a guard's class must be named.
#include <mutex>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
std::mutex M;
template <class T> class Own {
public:
  void lock();
  void unlock();
};

void named_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  // CHECK-FIXES: {{^}}  std::lock_guard<std::mutex> lock(M);
  mayThrow();
  M.unlock();
}
void notLast_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M'
  // CHECK-FIXES: {{^}}  std::unique_lock<std::mutex> lock(M);
  mayThrow();
  M.unlock();
  ++Bad;
}
// The arguments of a template are not known to the fix.
void templateClass_bad(Own<int> &O) {
  O.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'O'
  // CHECK-FIXES: {{^}}  O.lock();
  mayThrow();
  O.unlock();
}
