// RUN: %dump --stage=facts %s -- -std=c++17 %mock | FileCheck %s
// Each exposure with its reason, its points and its releases.
#include <memory>
#include <mutex>
#include <stdexcept>

std::mutex M;
int Bad;
struct Error {};
void fails() {
  if (Bad)
    throw Error();
}

// CHECK: exposure none lock M acquired [[#@LINE+4]]:3 throw definite: no protection
// CHECK-NEXT: point [[#@LINE+4]]:3 throw definite Error
// CHECK-NEXT: release [[#@LINE+4]]:3
void none() {
  M.lock();
  fails();
  M.unlock();
}
// CHECK: exposure late lock M acquired [[#@LINE+3]]:3 throw definite: late protection
// CHECK-NEXT: point [[#@LINE+3]]:3 throw definite Error
void late() {
  M.lock();
  fails();
  std::lock_guard<std::mutex> L(M, std::adopt_lock);
  fails();
}
// CHECK: exposure wrong lock M acquired [[#@LINE+4]]:3 throw definite: wrong kind of protection
// CHECK-NEXT: point [[#@LINE+5]]:5 throw definite Error
// CHECK-NEXT: release [[#@LINE+9]]:3
void wrong() {
  M.lock();
  try {
    fails();
  } catch (const std::exception &) {
    M.unlock();
    throw;
  }
  M.unlock();
}
// CHECK: exposure ended lock M acquired [[#@LINE+4]]:3 throw definite: protection ended
// CHECK-NEXT: point [[#@LINE+10]]:3 throw definite Error
// CHECK-NEXT: release [[#@LINE+10]]:3
void ended() {
  M.lock();
  try {
    fails();
  } catch (...) {
    M.unlock();
    throw;
  }
  fails();
  M.unlock();
}
// Two points, two releases, in source order.
// CHECK: exposure several lock M acquired [[#@LINE+6]]:3 throw definite: no protection
// CHECK-NEXT: point [[#@LINE+6]]:3 throw definite Error
// CHECK-NEXT: point [[#@LINE+7]]:5 throw definite Error
// CHECK-NEXT: release [[#@LINE+7]]:5
// CHECK-NEXT: release [[#@LINE+9]]:3
void several() {
  M.lock();
  fails();
  if (Bad > 3) {
    fails();
    M.unlock();
    return;
  }
  M.unlock();
}
// CHECK-NOT: exposure
void fine() {
  std::lock_guard<std::mutex> L(M);
  fails();
}
