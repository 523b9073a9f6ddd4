// RUN: %check_asyncsafe %s %t -- -std=c++20
// A generic lambda's pattern is no code; what is made of it is.
#include <mutex>
#include <stdexcept>
#include <utility>

static std::mutex M;
static void check(int Number) {
  if (Number > 3)
    throw std::out_of_range("number");
}

int beside_ok(int Number) {
  auto Next = [](auto Of) { return Of + 1; };
  M.lock();
  int Sum = Next(Number);
  M.unlock();
  return Sum;
}
void neverCalled_ok(int Number) {
  auto Check = [](auto Of) { check(Of); };
  M.lock();
  ++Number;
  M.unlock();
  (void)Check;
}
int changesWhatItCaptures_ok(int Number) {
  int Fd = -1;
  auto Open = [&Fd](auto Of) { Fd = Of; };
  Open(Number);
  if (Fd < 0)
    return 0;
  return Fd;
}
void called_bad(int Number) {
  auto Check = [](auto Of) { check(Of); };
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  Check(Number);
  M.unlock();
}
void insideAnother_bad(int Number) {
  auto Sum = [](auto Of) { return [Of](auto And) { check(Of + And); }; };
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  Sum(Number)(1);
  M.unlock();
}
void besideTheDefect_bad(int Number) {
  auto Next = [](auto &&...Of) { return (Of + ... + 1); };
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  check(Next(Number, 2));
  M.unlock();
}
