// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// An exception that ends the program leaves nothing held.
#include <mutex>

std::mutex M;
int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
void unknown();
int compute() noexcept(false);

void isNoexcept_ok() noexcept {
  M.lock();
  mayThrow();
  M.unlock();
}
void isThrowNothing_ok() throw() {
  M.lock();
  mayThrow();
  M.unlock();
}
template <bool B> void conditionallyNoexcept_ok() noexcept(B) {
  M.lock();
  mayThrow();
  M.unlock();
}
template void conditionallyNoexcept_ok<true>();
struct S {
  ~S() { // destructors are noexcept
    M.lock();
    mayThrow();
    M.unlock();
  }
};
struct Loud {
  ~Loud() noexcept(false) {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    // CHECK-FIXES: {{^}}    std::lock_guard lock(M);
    mayThrow();
    M.unlock();
  }
};
void lambda_ok() {
  auto F = []() noexcept {
    M.lock();
    mayThrow();
    M.unlock();
  };
  F();
}
void throughNoexceptCallee_ok() {
  M.lock();
  isNoexcept_ok();
  M.unlock();
}
struct Implicit {
  S Member;
};
void implicitDestructor_ok() {
  M.lock();
  {
    Implicit I;
  }
  M.unlock();
}
void lambda_bad() {
  auto F = []() {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    mayThrow();
    M.unlock();
  };
  F();
}
void isNoexceptFalse_bad() noexcept(false) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  M.unlock();
}
int main() {
  M.lock();
  mayThrow();
  M.unlock();
}
