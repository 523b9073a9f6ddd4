// RUN: %check_asyncsafe -checks=asyncsafe-*,-asyncsafe-suspend-with-resource %s %t -- -std=c++20 %mock
// A coroutine that is destroyed while it is suspended runs destructors only.
#include <coroutine>
#include <memory>
#include <mutex>
#include <stdio.h>

std::mutex M;
int State;
struct Node {};

task guard_ok(event &E) {
  std::lock_guard<std::mutex> L(M);
  co_await E;
}
task uniqueLockReleasedForTheWait_ok(event &E) {
  std::unique_lock<std::mutex> L(M);
  ++State;
  L.unlock();
  co_await E;
}
task rawAroundNoSuspension_ok(event &E) {
  M.lock();
  ++State;
  M.unlock();
  co_await E;
}
task neverSuspends_ok() {
  M.lock();
  co_await std::suspend_never();
  M.unlock();
}
task owner_ok(event &E) {
  auto N = std::make_unique<Node>();
  co_await E;
}
task lockInCallee_ok(event &E) {
  {
    std::lock_guard<std::mutex> L(M);
    ++State;
  }
  co_await E;
}
task startedInside_ok() {
  M.lock();
  M.unlock();
  co_return;
}
// The initial suspension comes before the body.
task nothingHeldAtTheStart_ok(event &E) {
  co_await E;
  M.lock();
  M.unlock();
}
void notACoroutine_ok(event &E) {
  M.lock();
  auto F = [&]() -> task { co_await E; };
  F();
  M.unlock();
}

task rawLock_bad(event &E) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the coroutine is destroyed while suspended [asyncsafe-unprotected-release]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine may be destroyed while it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: release it before the coroutine suspends, or let an RAII object hold it
  // CHECK-FIXES: {{^}}  std::lock_guard lock(M);
  co_await E;
  M.unlock();
}
task file_bad(event &E) {
  FILE *F = fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: file 'F' is acquired here and not released if the coroutine is destroyed while suspended [asyncsafe-unprotected-release]
  if (!F)
    co_return;
  int X = co_await E;
  State = X;
  fclose(F);
}
task handlerDoesNotRun_bad(event &E) {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here and not released if the coroutine is destroyed while suspended [asyncsafe-unprotected-release]
  try {
    co_await E;
  } catch (...) {
    delete N;
    throw;
  }
  delete N;
}
task yields_bad() {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the coroutine is destroyed while suspended [asyncsafe-unprotected-release]
  co_yield 1;
  M.unlock();
}
task inLoop_bad(event &E) {
  while (true) {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here and not released if the coroutine is destroyed while suspended [asyncsafe-unprotected-release]
    while (!State)
      co_await E;
    M.unlock();
  }
}
task lambda_bad(event &E) {
  auto F = [](event &Inner) -> task {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'M' is acquired here and not released if the coroutine is destroyed while suspended [asyncsafe-unprotected-release]
    co_await Inner;
    M.unlock();
  };
  F(E);
  co_return;
}
