// A lambda whose capture was rejected is not captured, and does no harm.
// RUN: not %dump --stage=effects %s -- -std=c++20 -ferror-limit=1 2>&1 | FileCheck %s
struct S {
  void f(int i);
};
void S::f(int i) {
  [&, &i] {};
  [i, i] {};
}
// CHECK-NOT: Stack dump
// CHECK: contains errors
