// RUN: %check_asyncsafe %s %t -- -std=c++17 -fno-exceptions %mock
// RUN: %check_asyncsafe %s %t -option=Strict=true -- -std=c++17 -fno-exceptions %mock
// RUN: %check_asyncsafe %s %t -option=Sources=all -- -std=c++17 -fno-exceptions %mock
// Nothing throws in code that is compiled without exceptions.
#include <memory>
#include <mutex>

std::mutex M;
void unknown();
struct Node {
  Node();
};

void lockCallUnlock_ok() {
  M.lock();
  unknown();
  M.unlock();
}
void gap_ok() {
  Node *N = new Node();
  unknown();
  std::unique_ptr<Node> P(N);
}
