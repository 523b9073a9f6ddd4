// RUN: %check_asyncsafe %s %t -- -std=c++17
// Literals that are caught in this unit are exceptions like any other.
#include <mutex>

static std::mutex M;

static void set(int State) {
  if (State > 7)
    throw "no such state";
}
void literal_bad(int State) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  set(State);
  M.unlock();
}
bool run() {
  try {
    literal_bad(8);
    return true;
  } catch (const char *) {
    return false;
  }
}
