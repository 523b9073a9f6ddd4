// RUN: %check_asyncsafe %s %t -option=Strict=true -- -std=c++17
// An inline function of a C header cannot throw; a literal that is thrown may yet be caught in another file.
#include <cstdint>
#include <endian.h>
#include <mutex>

static std::mutex M;
static std::uint16_t Port;

void inlineOfACHeader_ok(std::uint16_t To) {
  M.lock();
  Port = htobe16(To);
  M.unlock();
}
void literal_bad(int State) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if {{.*}} [asyncsafe-unprotected-release]
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  if (State > 7)
    throw "no such state";
  M.unlock();
}
