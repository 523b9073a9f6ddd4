// RUN: %check_asyncsafe %s %t -check-suffixes=OFF -option=InferLocks=false -- -std=c++17 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=OFF,ON -- -std=c++17 %mock
// Without the inference only rows and bodies say what a lock is.
#include <mutex>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
class Mutex {
public:
  void Lock();
  void Unlock();
};
class WithBody {
  std::mutex M;

public:
  void Lock() { M.lock(); }
  void Unlock() { M.unlock(); }
};
Mutex Shaped;
WithBody Known;
std::mutex Std;

void shape_bad() {
  Shaped.Lock();
  // CHECK-MESSAGES-ON: :[[@LINE-1]]:3: warning: lock 'Shaped' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  Shaped.Unlock();
}
// The body says so: no inference is needed.
void body_bad() {
  Known.Lock();
  // CHECK-MESSAGES-OFF: :[[@LINE-1]]:3: warning: lock 'Known{{.*}}' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  Known.Unlock();
}
void row_bad(int N) {
  for (int I = 0; I < N; ++I) {
    Std.lock();
    // CHECK-MESSAGES-OFF: :[[@LINE-1]]:5: warning: lock 'Std' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    // CHECK-FIXES-OFF: {{^}}    std::lock_guard lock(Std);
    mayThrow();
    Std.unlock();
  }
}
