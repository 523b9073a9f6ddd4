//===- FatalFailures.h - Calls whose failure ends the program ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a function continues after one of its calls has failed. If every path from the
// failure ends the program, the caller never sees the errno of that failure.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_FATALFAILURES_H
#define ASYNCSAFE_ANALYSIS_ENGINE_FATALFAILURES_H

#include "analysis/engine/Paths.h"

#include <functional>
#include <unordered_map>

namespace asyncsafe {

/// The calls of one function whose failure ends the program.
class FatalFailures {
public:
  /// \p NeverReturns answers for the callees of \p F.
  FatalFailures(const Function &F, std::function<bool(CalleeId)> NeverReturns)
      : F(F), NeverReturns(std::move(NeverReturns)) {}
  /// Tests the call at \p At. With \p MayRetry, a path that makes the call again counts as an end (errno
  /// is then EINTR).
  bool contains(Position At, bool MayRetry);

private:
  const std::vector<Place> &holdersOf(const Place &Result);

  const Function &F;
  std::function<bool(CalleeId)> NeverReturns;
  /// By result: it and the variables that it is assigned to; filled when first asked.
  std::unordered_map<Place, std::vector<Place>, PlaceHash> Holders;
};

} // namespace asyncsafe

#endif
