// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// RUN: %check_asyncsafe %s %t -option=Strict=true -- -std=c++17 %mock
// Owners and guards that look late and are not. Nothing here is to be reported.
#include <memory>
#include <mutex>
#include <stdio.h>
#include <string>
#include <vector>
int unknown();
int Bad;
void mayThrow() {
  if (Bad)
    throw Bad;
}
std::mutex M;
struct Node {
  Node() noexcept {}
  int X;
};
struct Widget {
  static Widget *create_ok() {
    Widget *W = new Widget();
    if (!W->init()) {
      delete W;
      return nullptr;
    }
    return W;
  }
  bool init() noexcept { return true; }
};
void useWidget_ok() {
  std::unique_ptr<Widget> W(Widget::create_ok());
  unknown();
}
// unlock before unknown, relock after under guard w/ adopt
void unlockForCall_ok() {
  M.lock();
  M.unlock();
  unknown();
  M.lock();
  std::lock_guard<std::mutex> L(M, std::adopt_lock);
  unknown();
}
// vector of owners
void fill_ok(std::vector<std::unique_ptr<Node>> &V) {
  V.reserve(V.size() + 1);
  V.emplace_back(new Node());
  unknown();
}
// owner in both branches
void branches_ok(bool B) {
  Node *N = new Node();
  if (B) {
    std::unique_ptr<Node> P(N);
    unknown();
  } else {
    delete N;
  }
  unknown();
}
// swap of owner
void replace_ok(std::unique_ptr<Node> &Out) {
  std::unique_ptr<Node> P(new Node());
  unknown();
  Out = std::move(P);
}
// release to C api with callback free
extern "C" int c_register(void *p, void (*f)(void *));
void cApi_ok() {
  Node *N = new Node();
  if (c_register(N, [](void *P) { delete static_cast<Node *>(P); }) != 0) {
    delete N;
    return;
  }
  unknown();
}
// unique_ptr from raw inside a loop
void loop_ok(int K) {
  for (int I = 0; I < K; ++I) {
    std::unique_ptr<Node> P(new Node());
    unknown();
  }
}
// goto
int gotoStyle_ok() {
  FILE *F = fopen("a", "r");
  int Rc = -1;
  if (!F)
    goto out;
  Rc = 0;
  fclose(F);
  F = nullptr;
out:
  return Rc;
}
// try_lock loop
void spin_ok() {
  while (!M.try_lock())
    unknown();
  std::lock_guard<std::mutex> L(M, std::adopt_lock);
  unknown();
}
// std::lock two then adopt both with unknown before
void two_ok(std::mutex &A, std::mutex &B) {
  unknown();
  std::lock(A, B);
  std::lock_guard<std::mutex> L(A, std::adopt_lock), K(B, std::adopt_lock);
  unknown();
}
// condition variables style: raw lock in loop with handler outermost
void server_ok() {
  for (;;) {
    M.lock();
    try {
      unknown();
    } catch (...) {
      M.unlock();
      continue;
    }
    M.unlock();
    unknown();
  }
}
// method returning guard
struct Locked {
  std::unique_lock<std::mutex> lock() { return std::unique_lock<std::mutex>(M); }
  void go_ok() {
    auto L = lock();
    unknown();
    L.unlock();
    unknown();
  }
};
