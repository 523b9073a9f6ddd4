// RUN: %dump --stage=facts %s -- -std=c++17 %mock | FileCheck %s --implicit-check-not=summary
// What a function may raise, how surely, and by which chain.
#include <mutex>
#include <new>
#include <pthread.h>
#include <setjmp.h>
#include <stdexcept>
#include <unistd.h>

int Bad;
jmp_buf Top;
struct Error {};
struct Derived : Error {};
void unknown();
void quiet() noexcept;

// No summary: nothing happens.
int pure(int X) { return X + 1; }
int callsPure(int X) { return pure(X); }
void callsQuiet() { quiet(); }

// CHECK-LABEL: summary throwsInt
// CHECK-NEXT: interrupt throw definite int > throwsInt
void throwsInt() {
  if (Bad)
    throw 1;
}
// CHECK-LABEL: summary throwsTwo
// CHECK-NEXT: interrupt throw definite Derived > throwsTwo
// CHECK-NEXT: interrupt throw unknown std::bad_alloc > throwsTwo
// CHECK-NEXT: interrupt throw definite std::runtime_error > throwsTwo
void throwsTwo() {
  if (Bad)
    throw std::runtime_error("x");
  throw Derived();
}
// CHECK-LABEL: summary oneDeeper
// CHECK-NEXT: interrupt throw definite int > oneDeeper > throwsInt
void oneDeeper() { throwsInt(); }
// CHECK-LABEL: summary twoDeeper
// CHECK-NEXT: interrupt throw definite int > twoDeeper > oneDeeper > throwsInt
void twoDeeper() { oneDeeper(); }
// CHECK-LABEL: summary callsUnknown
// CHECK-NEXT: interrupt throw unknown > callsUnknown
void callsUnknown() { unknown(); }
// The surer of two wins.
// CHECK-LABEL: summary sureAndUnknown
// CHECK-NEXT: interrupt throw unknown > sureAndUnknown
// CHECK-NEXT: interrupt throw definite int > sureAndUnknown > throwsInt
void sureAndUnknown() {
  unknown();
  throwsInt();
}
// Nothing leaves: no summary.
void swallows() {
  try {
    throwsInt();
  } catch (...) {
  }
}
void swallowsByType() {
  try {
    throwsInt();
  } catch (int) {
  }
}
void swallowsByBase() {
  try {
    throw Derived();
  } catch (const Error &) {
  }
}
void endsIt() noexcept { throwsInt(); }
// CHECK-LABEL: summary wrongType
// CHECK-NEXT: interrupt throw definite int > wrongType > throwsInt
void wrongType() {
  try {
    throwsInt();
  } catch (const Error &) {
  }
}
// CHECK-LABEL: summary rethrows
// CHECK-NEXT: interrupt throw definite int > rethrows > throwsInt
void rethrows() {
  try {
    throwsInt();
  } catch (...) {
    throw;
  }
}
// CHECK-LABEL: summary translates
// CHECK-NEXT: interrupt throw definite Error > translates
void translates() {
  try {
    throwsInt();
  } catch (...) {
    throw Error();
  }
}
// CHECK-LABEL: summary allocates
// CHECK-NEXT: acquire heap ret
// CHECK-NEXT: interrupt throw likely std::bad_alloc > allocates
int *allocates() { return new int; }
// CHECK-LABEL: summary allocatesNothrow
// CHECK-NEXT: acquire heap ret if ret!=0
int *allocatesNothrow() { return new (std::nothrow) int; }

// CHECK-LABEL: summary cancelled
// CHECK-NEXT: interrupt cancel definite > cancelled
void cancelled() { sleep(1); }
// A handler by type does not stop a cancellation, one of everything does.
// CHECK-LABEL: summary cancelledPastHandler
// CHECK-NEXT: interrupt cancel definite > cancelledPastHandler > cancelled
void cancelledPastHandler() {
  try {
    cancelled();
  } catch (const std::exception &) {
  }
}
void cancelledAndCaught() {
  try {
    cancelled();
  } catch (...) {
  }
}
// CHECK-LABEL: summary jumps
// CHECK-NEXT: interrupt jump definite jmp_buf > jumps
void jumps() { longjmp(Top, 1); }
// CHECK-LABEL: summary jumpsPastHandler
// CHECK-NEXT: interrupt jump definite jmp_buf > jumpsPastHandler > jumps
void jumpsPastHandler() {
  try {
    jumps();
  } catch (...) {
  }
}
void catchesTheJump() {
  jmp_buf Own;
  if (setjmp(Own))
    return;
  longjmp(Own, 1);
}
// CHECK-LABEL: summary virtualCall
// CHECK-NEXT: interrupt throw unknown > virtualCall
struct Base {
  virtual void run();
  virtual ~Base();
};
void virtualCall(Base &B) { B.run(); }
// The type in sight is what runs.
struct Final final : Base {
  void run() override {}
};
void devirtualised(Final &F) { F.run(); }
