// RUN: %check_asyncsafe -checks=asyncsafe-*,-asyncsafe-suspend-with-resource %s %t -- -std=c++20 %mock
// A coroutine suspends before the owner begins.
#include <coroutine>
#include <memory>
#include <mutex>

std::mutex M;
struct Node {
  Node() noexcept {}
};

task atOnce_ok(event &E) {
  std::unique_ptr<Node> N(new Node());
  co_await E;
}
task adoptAtOnce_ok(event &E) {
  M.lock();
  std::lock_guard<std::mutex> L(M, std::adopt_lock);
  co_await E;
}
task awaitsBefore_ok(event &E) {
  co_await E;
  M.lock();
  std::lock_guard<std::mutex> L(M, std::adopt_lock);
}
task gap_bad(event &E) {
  M.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here, but the coroutine may be destroyed while it is suspended here before its release is guaranteed [asyncsafe-acquire-before-try]
  co_await E;
  std::lock_guard<std::mutex> L(M, std::adopt_lock);
  // CHECK-FIXES: {{^}}  std::lock_guard<std::mutex> L(M, std::adopt_lock);
}
task ownerLate_bad(event &E) {
  Node *N = new Node();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: memory 'N' is acquired here, but the coroutine may be destroyed while it is suspended here before its release is guaranteed [asyncsafe-acquire-before-try]
  co_await E;
  std::unique_ptr<Node> P(N);
}
