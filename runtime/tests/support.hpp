// What several tests need: a test exception, and waiting for another thread to block without guessing a time.
#pragma once

#include <asyncsafe/interrupt.hpp>

#include <chrono>
#include <functional>
#include <thread>

namespace asyncsafe::tests {

/// An interrupt of the test's own, not derived from anything of the runtime's.
struct ping {
  int number = 0;
};

/// Keeps the compiler from seeing that an object is not needed.
inline void use(const auto& object) { asm volatile("" : : "g"(&object) : "memory"); }

/// Polls until `condition()`, at most ten seconds. \return whether it came true.
inline bool comes_true(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
  return true;
}

}  // namespace asyncsafe::tests
