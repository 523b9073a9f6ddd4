// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// A finding inside a macro is reported at the macro's use, without a fix-it there.
#include <mutex>
#include <stdio.h>

int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
std::mutex M;
#define LOCK(m) (m).lock()
#define UNLOCK(m) (m).unlock()
#define CHECKED(x)                                                                                           \
  do {                                                                                                       \
    if (!(x))                                                                                                \
      throw 1;                                                                                               \
  } while (0)
#define GUARD(m) std::lock_guard<std::mutex> guard(m)
#define WITH_LOCK(m, body)                                                                                   \
  do {                                                                                                       \
    (m).lock();                                                                                              \
    body;                                                                                                    \
    (m).unlock();                                                                                            \
  } while (0)

void guardMacro_ok() {
  GUARD(M);
  mayThrow();
}
void macrosWithNothingBetween_ok() {
  LOCK(M);
  ++Bad;
  UNLOCK(M);
}
void checkBeforeLock_ok() {
  CHECKED(Bad == 0);
  LOCK(M);
  UNLOCK(M);
}

void macros_bad() {
  LOCK(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
  mayThrow();
  UNLOCK(M);
}
void throwInMacro_bad() {
  FILE *F = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  CHECKED(F);
  CHECKED(Bad == 0);
  fclose(F);
}
void wholeInMacro_bad() {
  WITH_LOCK(M, mayThrow());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'mayThrow' throws [asyncsafe-unprotected-release]
}
