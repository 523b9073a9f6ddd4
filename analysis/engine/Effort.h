//===- Effort.h - Counted work of an analysis -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts the steps that the engine takes, separately for each thread: the count is the same on every
// machine. tests/growth bounds how it grows with the size of a file.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_EFFORT_H
#define ASYNCSAFE_ANALYSIS_ENGINE_EFFORT_H

#include <cstddef>
#include <cstdint>

namespace asyncsafe {

class Effort {
public:
  /// Counts steps, blocks, scopes, or pairs.
  static void add(size_t Steps = 1) { Taken += Steps; }
  static uint64_t taken() { return Taken; }

private:
  static inline thread_local uint64_t Taken = 0;
};

} // namespace asyncsafe

#endif
