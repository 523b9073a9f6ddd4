//===- Concurrency.h - Functions that may run concurrently ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether one function may run on another thread while a second one waits.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_CONCURRENCY_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_CONCURRENCY_H

#include "analysis/engine/Callees.h"

namespace asyncsafe {

class Concurrency {
public:
  explicit Concurrency(const Callees &Calls);

  /// None: both may run on the same thread only. Unknown: nothing shows on which threads they run.
  std::optional<Certainty> mayRunConcurrently(FunctionId A, FunctionId B) const;

private:
  const std::vector<bool> &reachedFrom(FunctionId F) const;

  const Callees &Calls;
  mutable std::map<FunctionId, std::vector<bool>> Reached; ///< of reachedFrom()
  std::vector<std::vector<bool>> Threads;                  ///< by thread: the functions that it reaches
};

} // namespace asyncsafe

#endif
