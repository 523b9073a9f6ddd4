// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Loops, switches, goto: which paths hold the resource at the call that throws.
#include <mutex>
#include <stdio.h>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
bool chance() { return Bad & 1; }
std::mutex M;

void unlockBeforeThrowInLoop_ok() {
  for (int I = 0; I < 3; ++I) {
    M.lock();
    M.unlock();
    mayThrow();
  }
}
void continueAfterUnlock_ok() {
  while (chance()) {
    M.lock();
    if (chance()) {
      M.unlock();
      continue;
    }
    M.unlock();
    mayThrow();
  }
}
void breakAfterUnlock_ok() {
  while (true) {
    M.lock();
    if (chance()) {
      M.unlock();
      break;
    }
    M.unlock();
  }
  mayThrow();
}
void unlockAroundTheCall_ok() {
  M.lock();
  for (int I = 0; I < 3; ++I) {
    M.unlock();
    mayThrow();
    M.lock();
  }
  M.unlock();
}
void switchUnlocksEverywhere_ok(int K) {
  M.lock();
  switch (K) {
  case 1:
    M.unlock();
    mayThrow();
    break;
  case 2:
  case 3:
    M.unlock();
    break;
  default:
    M.unlock();
    return;
  }
  mayThrow();
}
void gotoUnlock_ok() {
  M.lock();
  if (chance())
    goto out;
  ++Bad;
out:
  M.unlock();
  mayThrow();
}
void doWhileFalse_ok() {
  do {
    M.lock();
    ++Bad;
    M.unlock();
  } while (0);
  mayThrow();
}
void constantFalse_ok() {
  M.lock();
  if (false)
    mayThrow();
  M.unlock();
}
template <bool Checked> void constexprIf_ok() {
  M.lock();
  if constexpr (Checked)
    mayThrow();
  M.unlock();
}
template void constexprIf_ok<false>();
void deadAfterReturn_ok() {
  M.lock();
  M.unlock();
  return;
  mayThrow();
}
void rangeFor_ok(int (&A)[3]) {
  for (int &X : A) {
    M.lock();
    ++X;
    M.unlock();
    mayThrow();
  }
}
void shortCircuit_ok(FILE *G) {
  FILE *F = G ? nullptr : fopen("a", "r");
  if (F && fclose(F) == 0)
    mayThrow();
}

void inLoop_bad() {
  for (int I = 0; I < 3; ++I) {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    // CHECK-FIXES: {{^}}    std::lock_guard lock(M);
    mayThrow();
    M.unlock();
  }
}
void acrossTheBackEdge_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  while (chance())
    mayThrow();
  M.unlock();
}
void breakSkipsUnlock_bad() {
  while (chance()) {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    if (chance())
      break;
    M.unlock();
  }
  mayThrow();
  M.unlock();
}
void relockedInLoop_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  while (chance()) {
    M.unlock();
    ++Bad;
    M.lock(); // exposed and released at the same places: one finding
  }
  mayThrow();
  M.unlock();
}
void switchOneCase_bad(int K) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  switch (K) {
  case 1:
    mayThrow();
    break;
  default:
    break;
  }
  M.unlock();
}
void fallThrough_bad(int K) {
  switch (K) {
  case 1:
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
    [[fallthrough]];
  case 2:
    mayThrow();
    break;
  }
  if (K == 1)
    M.unlock();
}
void gotoOut_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  if (chance())
    goto out;
  mayThrow();
out:
  M.unlock();
}
void nested_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  if (chance()) {
    mayThrow();
    M.unlock();
    return;
  }
  M.unlock();
}
void inCondition_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  if (Bad > 3 && (mayThrow(), true))
    ++Bad;
  M.unlock();
}
void inArgument_bad(int (*Use)(int, int) noexcept) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  Use((mayThrow(), 1), 2);
  M.unlock();
}
