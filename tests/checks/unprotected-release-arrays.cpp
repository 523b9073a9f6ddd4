// RUN: %check_asyncsafe %s %t -- %mock -std=c++20
// Locks of an array that a range-based `for` takes one after the other: each is an element of the array.
#include <mutex>

bool failed(int);
void compute(int i) {
  if (failed(i))
    throw i;
}
std::mutex mutexes[4];

void same_loop_ok() {
  for (auto &m : mutexes) {
    m.lock();
    m.unlock();
  }
}
void left_early_ok() {
  for (auto &m : mutexes) {
    m.lock();
    if (failed(1)) {
      m.unlock();
      break;
    }
    m.unlock();
  }
}
void all_at_once_ok() {
  for (auto &m : mutexes)
    m.lock();
  for (auto &m : mutexes)
    m.unlock();
}
void computed_before_ok() {
  for (auto &m : mutexes) {
    compute(1);
    m.lock();
    m.unlock();
    compute(2);
  }
}
void guarded_ok() {
  for (auto &m : mutexes) {
    std::lock_guard<std::mutex> hold(m);
    compute(1);
  }
}
void released_on_the_way_out_ok() {
  for (auto &m : mutexes)
    m.lock();
  try {
    compute(1);
  } catch (...) {
    for (auto &m : mutexes)
      m.unlock();
    throw;
  }
  for (auto &m : mutexes)
    m.unlock();
}
void lock_all_ok() {
  for (auto &m : mutexes)
    m.lock();
}
void unlock_all_ok() {
  for (auto &m : mutexes)
    m.unlock();
}

void same_loop_bad() {
  for (auto &m : mutexes) {
    m.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'mutexes[*]' is acquired here and not released if 'compute' throws [asyncsafe-unprotected-release]
    compute(1);
    m.unlock();
  }
}
// CHECK-FIXES: {{^}}void same_loop_bad() {
// CHECK-FIXES-NEXT: {{^}}  for (auto &m : mutexes) {
// CHECK-FIXES-NEXT: {{^}}    std::lock_guard lock(m);
// CHECK-FIXES-NEXT: {{^}}    //
// CHECK-FIXES-NEXT: {{^}}    compute(1);
// CHECK-FIXES-NEXT: {{^}}  }
void all_at_once_bad() {
  for (auto &m : mutexes)
    m.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'mutexes[*]' is acquired here and not released if 'compute' throws [asyncsafe-unprotected-release]
  compute(1);
  for (auto &m : mutexes)
    m.unlock();
}

struct Stripes {
  std::mutex all[8];
  void each_ok() {
    for (std::mutex &m : all) {
      m.lock();
      m.unlock();
    }
    compute(1);
  }
  void each_bad() {
    for (std::mutex &m : all) {
      m.lock();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: lock 'all[*]' is acquired here and not released if 'compute' throws [asyncsafe-unprotected-release]
      compute(1);
      m.unlock();
    }
  }
};
// CHECK-FIXES: {{^}}  void each_bad() {
// CHECK-FIXES-NEXT: {{^}}    for (std::mutex &m : all) {
// CHECK-FIXES-NEXT: {{^}}      std::lock_guard lock(m);
