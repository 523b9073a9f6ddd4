// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// Destructors and guards do not run on a jump.
#include <memory>
#include <mutex>
#include <setjmp.h>

static jmp_buf Top;
std::mutex M;
struct Node {
  int X;
};
static void fail() { longjmp(Top, 1); }
static void check(int N) {
  if (N > 10)
    fail();
}

void noResource_ok(int N) { check(N); }
void guardEndedBefore_ok(int N) {
  {
    std::lock_guard<std::mutex> L(M);
  }
  check(N);
}
void rawReleasedBefore_ok(int N) {
  M.lock();
  M.unlock();
  check(N);
}

void raw_bad(int N) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'check' jumps out of this function [asyncsafe-unprotected-release]
  check(N);
  M.unlock();
}
void memory_bad(int N) {
  Node *P = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'P' is acquired here and not released if 'check' jumps out of this function [asyncsafe-unprotected-release]
  check(N);
  delete P;
}
