//===- Shared.h - Shared values ---------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A copy-on-write value the size of a pointer: it is written once, and copies share it. The default
// value is empty and takes no memory.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_SHARED_H
#define ASYNCSAFE_EFFECTS_SHARED_H

#include <atomic>
#include <utility>

namespace asyncsafe {

template <class T> class Shared {
public:
  Shared() = default;
  Shared(T Value) : N(new Node(std::move(Value))) {}
  Shared(const Shared &O) : N(O.N) {
    if (N)
      N->Users.fetch_add(1, std::memory_order_relaxed);
  }
  Shared(Shared &&O) noexcept : N(std::exchange(O.N, nullptr)) {}
  Shared &operator=(Shared O) noexcept {
    std::swap(N, O.N);
    return *this;
  }
  ~Shared() {
    if (N && N->Users.fetch_sub(1, std::memory_order_acq_rel) == 1)
      delete N;
  }

  const T &operator*() const { return N ? N->Value : empty(); }
  const T *operator->() const { return &**this; }
  explicit operator bool() const { return N != nullptr; }
  /// The value for writing; other owners keep the old one.
  T &edit() {
    if (!N)
      *this = Shared(T());
    else if (N->Users.load(std::memory_order_acquire) != 1)
      *this = Shared(N->Value);
    return N->Value;
  }
  const void *identity() const { return N; }

private:
  struct Node {
    explicit Node(T V) : Value(std::move(V)) {}
    std::atomic<unsigned> Users{1};
    T Value;
  };
  static const T &empty() {
    static const T &None = *new T();
    return None;
  }
  Node *N = nullptr;
};

} // namespace asyncsafe

#endif
