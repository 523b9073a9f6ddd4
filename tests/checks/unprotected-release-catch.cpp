// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Handlers: which one matches, and what it does with the resource.
#include <exception>
#include <fcntl.h>
#include <mutex>
#include <stdexcept>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct Error {};
struct Derived : Error {};
struct Other {};
struct Hidden : private Error {};
template <class T> struct Typed {};
std::mutex M;
int Bad;

void throwsError() {
  if (Bad)
    throw Error();
}
void throwsDerived() {
  if (Bad)
    throw Derived();
}
void throwsHidden() {
  if (Bad)
    throw Hidden();
}
void throwsPointer() {
  if (Bad)
    throw new Error();
}
void throwsRuntime() {
  if (Bad)
    throw std::runtime_error("x");
}
void throwsTyped() {
  if (Bad)
    throw Typed<int>();
}
void unknown();

void catchAllReleases_ok() {
  M.lock();
  try {
    throwsError();
  } catch (...) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void catchAllReleasesAndReturns_ok() {
  M.lock();
  try {
    throwsError();
  } catch (...) {
    M.unlock();
    return;
  }
  M.unlock();
}
void catchSwallows_ok() {
  M.lock();
  try {
    throwsError();
  } catch (...) {
  }
  M.unlock();
}
void catchByReference_ok() {
  M.lock();
  try {
    throwsError();
  } catch (const Error &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void catchByValue_ok() {
  M.lock();
  try {
    throwsError();
  } catch (Error) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void catchBase_ok() {
  M.lock();
  try {
    throwsDerived();
  } catch (Error &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void catchStdException_ok() {
  M.lock();
  try {
    throwsRuntime();
  } catch (const std::exception &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
// The author takes std::exception for every exception.
void catchStdExceptionOfUnknown_ok() {
  M.lock();
  try {
    unknown();
  } catch (const std::exception &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void catchTemplate_ok() {
  M.lock();
  try {
    throwsTyped();
  } catch (const Typed<int> &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void catchPointer_ok() {
  FILE *F = fopen("a", "r");
  try {
    throwsPointer();
  } catch (Error *E) {
    delete E;
    fclose(F);
    return;
  }
  fclose(F);
}
void secondHandler_ok() {
  M.lock();
  try {
    throwsError();
  } catch (const Other &) {
    throw;
  } catch (const Error &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void outerHandler_ok() {
  M.lock();
  try {
    try {
      throwsError();
    } catch (const Other &) {
    }
  } catch (...) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void innerRethrowsOuterReleases_ok() {
  M.lock();
  try {
    try {
      throwsError();
    } catch (...) {
      throw;
    }
  } catch (...) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void handlerThrowsAnother_ok() {
  M.lock();
  try {
    throwsError();
  } catch (const Error &) {
    M.unlock();
    throw Other();
  }
  M.unlock();
}
void handlerStoresException_ok(std::exception_ptr &P) {
  M.lock();
  try {
    throwsError();
  } catch (...) {
    P = std::current_exception();
  }
  M.unlock();
}
void handlerSetsFlag_ok() {
  int Fd = open("a", O_RDONLY);
  bool Failed = false;
  try {
    throwsError();
  } catch (...) {
    Failed = true;
  }
  close(Fd);
  if (Failed)
    throw Other();
}
void handlerAborts_ok() {
  M.lock();
  try {
    throwsError();
  } catch (...) {
    abort();
  }
  M.unlock();
}
void handlerTerminates_ok() {
  M.lock();
  try {
    throwsError();
  } catch (...) {
    std::terminate();
  }
  M.unlock();
}
void functionTry_ok() try {
  M.lock();
  throwsError();
  M.unlock();
} catch (...) {
  M.unlock();
  throw;
}
void releasedByCalleeOfHandler(FILE *F) { fclose(F); }
void handlerReleasesThroughCallee_ok() {
  FILE *F = fopen("a", "r");
  try {
    throwsError();
  } catch (...) {
    releasedByCalleeOfHandler(F);
    throw;
  }
  fclose(F);
}
void tryInLoop_ok() {
  while (Bad) {
    M.lock();
    try {
      throwsError();
    } catch (const Error &) {
      M.unlock();
      continue;
    }
    M.unlock();
  }
}
void handlerReleasesIfHeld_ok() {
  FILE *F = nullptr;
  try {
    F = fopen("a", "r");
    throwsError();
    fclose(F);
  } catch (...) {
    if (F)
      fclose(F);
    throw;
  }
}

// A guard instead of the lock would leave the handler to unlock once too often.
// CHECK-FIXES: void wrongType_bad() {
// CHECK-FIXES-NEXT: {{^}}  M.lock();
void wrongType_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'throwsError' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+6]]:5: note: 'throwsError' may throw 'Error'
  // CHECK-NOTES: :21:5: note: the exception comes from here, in 'throwsError'
  // CHECK-NOTES: :[[@LINE+3]]:3: note: this would release it, but does not run when that happens
  // CHECK-NOTES: :[[@LINE+8]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-6]]:3: note: let a guard object hold the lock from here on
  try {
    throwsError();
  } catch (const Other &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void privateBase_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'throwsHidden' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+6]]:5: note: 'throwsHidden' may throw 'Hidden'
  // CHECK-NOTES: :29:5: note: the exception comes from here, in 'throwsHidden'
  // CHECK-NOTES: :[[@LINE+3]]:3: note: this would release it, but does not run when that happens
  // CHECK-NOTES: :[[@LINE+8]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-6]]:3: note: let a guard object hold the lock from here on
  try {
    throwsHidden();
  } catch (const Error &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void thrownByPointer_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'throwsPointer' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+6]]:5: note: 'throwsPointer' may throw 'Error *'
  // CHECK-NOTES: :33:5: note: the exception comes from here, in 'throwsPointer'
  // CHECK-NOTES: :[[@LINE+3]]:3: note: this would release it, but does not run when that happens
  // CHECK-NOTES: :[[@LINE+8]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-6]]:3: note: let a guard object hold the lock from here on
  try {
    throwsPointer();
  } catch (const Error &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
void notStdException_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'throwsError' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+6]]:5: note: 'throwsError' may throw 'Error'
  // CHECK-NOTES: :21:5: note: the exception comes from here, in 'throwsError'
  // CHECK-NOTES: :[[@LINE+3]]:3: note: this would release it, but does not run when that happens
  // CHECK-NOTES: :[[@LINE+8]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-6]]:3: note: let a guard object hold the lock from here on
  try {
    throwsError();
  } catch (const std::exception &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
// CHECK-FIXES: void handlerForgets_bad() {
// CHECK-FIXES-NEXT: {{^}}  std::lock_guard lock(M);
void handlerForgets_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'throwsError' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+5]]:5: note: 'throwsError' may throw 'Error'
  // CHECK-NOTES: :21:5: note: the exception comes from here, in 'throwsError'
  // CHECK-NOTES: :[[@LINE+8]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-5]]:3: note: let a guard object hold the lock from here on
  try {
    throwsError();
  } catch (...) {
    Bad = 0;
    throw;
  }
  M.unlock();
}
// CHECK-FIXES: void afterTheTry_bad() {
// CHECK-FIXES-NEXT: {{^}}  M.lock();
void afterTheTry_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and loses its protection before it is released; it is not released if 'throwsRuntime' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+7]]:5: note: its protection ends here
  // CHECK-NOTES: :[[@LINE+11]]:3: note: 'throwsRuntime' may throw 'std::runtime_error'
  // CHECK-NOTES: :37:5: note: the exception comes from here, in 'throwsRuntime'
  // CHECK-NOTES: :[[@LINE+10]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-6]]:3: note: let a guard object hold the lock from here on
  ++Bad;
  try {
    throwsError();
  } catch (...) {
    M.unlock();
    throw;
  }
  throwsRuntime();
  M.unlock();
}
// CHECK-FIXES: void functionTryOfAnotherType_bad() try {
// CHECK-FIXES-NEXT: {{^}}  M.lock();
void functionTryOfAnotherType_bad() try {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'throwsError' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+5]]:3: note: 'throwsError' may throw 'Error'
  // CHECK-NOTES: :21:5: note: the exception comes from here, in 'throwsError'
  // CHECK-NOTES: :{{[0-9]+}}:{{[0-9]+}}: note: this would release it, but does not run when that happens
  // CHECK-NOTES: :[[@LINE+3]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-6]]:3: note: let a guard object hold the lock from here on
  throwsError();
  M.unlock();
} catch (const Other &) {
  M.unlock();
}
