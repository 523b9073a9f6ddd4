// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// What throws: an expression, a callee, a callee's callee; notes show the chain.
#include <mutex>
#include <new>
#include <stdexcept>

std::mutex M;
int Depth;

void three() {
  if (Depth > 3)
    throw std::runtime_error("deep");
}
void two() { three(); }
void one() { two(); }
void swallows() {
  try {
    three();
  } catch (...) {
  }
}
void endsTheProgram() noexcept { three(); }
struct Quiet {
  Quiet() noexcept {}
  ~Quiet() {}
};
struct Loud {
  Loud() { three(); }
  Loud(int) noexcept {}
  ~Loud() {}
  operator int() const {
    three();
    return 1;
  }
  Loud &operator+=(int) {
    three();
    return *this;
  }
};
struct ThrowingDestructor {
  ~ThrowingDestructor() noexcept(false) { three(); }
};
struct Base {
  virtual ~Base() {}
  virtual void run();
};
extern "C" void cFunction(void);
[[noreturn]] void fail() { throw 1; }
int plain(int X) { return X + 1; }

void throwOutside_ok() {
  if (Depth)
    throw 1;
  M.lock();
  M.unlock();
}
void calleeSwallows_ok() {
  M.lock();
  swallows();
  M.unlock();
}
void calleeIsNoexcept_ok() {
  M.lock();
  endsTheProgram();
  M.unlock();
}
void calleeIsC_ok() {
  M.lock();
  cFunction();
  M.unlock();
}
void calleeThrowsNothing_ok() {
  M.lock();
  Depth = plain(Depth);
  M.unlock();
}
void quietObject_ok() {
  M.lock();
  Quiet Q;
  M.unlock();
}
void quietConstructor_ok() {
  M.lock();
  Loud L(1);
  M.unlock();
}
void unevaluated_ok() {
  M.lock();
  Depth += sizeof(fail(), 1) + noexcept(one());
  M.unlock();
}
void lambdaIsNotCalled_ok() {
  M.lock();
  auto F = [] { one(); };
  M.unlock();
  F();
}
void unlockedOnTheWayOut_ok() {
  M.lock();
  if (Depth) {
    M.unlock();
    throw 1;
  }
  M.unlock();
}

void explicitThrow_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the exception below is thrown [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+4]]:5: note: an exception of type 'int' is thrown here
  // CHECK-NOTES: :[[@LINE+4]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-4]]:3: note: let a guard object hold the lock from here on
  if (Depth)
    throw 1;
  M.unlock();
}
void oneDeep_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'three' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+5]]:3: note: 'three' may throw 'std::runtime_error'
  // CHECK-NOTES: :12:5: note: the exception comes from here, in 'three'
  // CHECK-NOTES: :[[@LINE+4]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-5]]:3: note: let a guard object hold the lock from here on
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  three();
  M.unlock();
}
void threeDeep_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'one' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+6]]:3: note: 'one' may throw 'std::runtime_error'
  // CHECK-NOTES: :15:14: note: 'one' calls 'two' here
  // CHECK-NOTES: :14:14: note: 'two' calls 'three' here
  // CHECK-NOTES: :12:5: note: the exception comes from here, in 'three'
  // CHECK-NOTES: :[[@LINE+3]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-7]]:3: note: let a guard object hold the lock from here on
  one();
  M.unlock();
}
void twoPoints_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'three' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+6]]:3: note: 'three' may throw 'std::runtime_error'
  // CHECK-NOTES: :12:5: note: the exception comes from here, in 'three'
  // CHECK-NOTES: :[[@LINE+6]]:5: note: 'fail' may throw 'int'
  // CHECK-NOTES: :48:28: note: the exception comes from here, in 'fail'
  // CHECK-NOTES: :[[@LINE+5]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-7]]:3: note: let a guard object hold the lock from here on
  three();
  if (Depth)
    fail();
  M.unlock();
}
void constructor_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'Loud::Loud' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+5]]:8: note: 'Loud::Loud' may throw 'std::runtime_error'
  // CHECK-NOTES: :28:12: note: 'Loud::Loud' calls 'three' here
  // CHECK-NOTES: :12:5: note: the exception comes from here, in 'three'
  // CHECK-NOTES: :[[@LINE+3]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-6]]:3: note: let a guard object hold the lock from here on
  Loud L;
  M.unlock();
}
void conversion_bad(const Loud &L) {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'Loud::operator int' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+5]]:11: note: 'Loud::operator int' may throw 'std::runtime_error'
  // CHECK-NOTES: :32:5: note: 'Loud::operator int' calls 'three' here
  // CHECK-NOTES: :12:5: note: the exception comes from here, in 'three'
  // CHECK-NOTES: :[[@LINE+3]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-6]]:3: note: let a guard object hold the lock from here on
  Depth = L;
  M.unlock();
}
void overloadedOperator_bad(Loud &L) {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'Loud::operator+=' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+5]]:3: note: 'Loud::operator+=' may throw 'std::runtime_error'
  // CHECK-NOTES: :36:5: note: 'Loud::operator+=' calls 'three' here
  // CHECK-NOTES: :12:5: note: the exception comes from here, in 'three'
  // CHECK-NOTES: :[[@LINE+3]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-6]]:3: note: let a guard object hold the lock from here on
  L += 1;
  M.unlock();
}
void destructor_bad() {
  M.lock();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'ThrowingDestructor::~ThrowingDestructor' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :{{[0-9]+}}:{{[0-9]+}}: note: 'ThrowingDestructor::~ThrowingDestructor' may throw 'std::runtime_error'
  // CHECK-NOTES: :41:43: note: 'ThrowingDestructor::~ThrowingDestructor' calls 'three' here
  // CHECK-NOTES: :12:5: note: the exception comes from here, in 'three'
  // CHECK-NOTES: :[[@LINE+5]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-6]]:3: note: let a guard object hold the lock from here on
  {
    ThrowingDestructor T;
  }
  M.unlock();
}
