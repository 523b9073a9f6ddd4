//===-  KnownVariables.h - What a function does to its own variables *- C++ -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of a local variable by all that its function does to it, in any order.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_KNOWNVARIABLES_H
#define ASYNCSAFE_ANALYSIS_STEPS_KNOWNVARIABLES_H

#include "effects/Graph.h"

#include <optional>
#include <unordered_set>

namespace asyncsafe {

class KnownVariables {
public:
  explicit KnownVariables(const Function &F) : F(F) {}

  /// Nothing but a call that waits for input stores to it, and no branch sets a bound to it.
  bool isInput(const Place &Variable);
  /// A set of signals that is filled with all of them, and nothing else is done to it.
  bool isFullSet(const Place &Set) const;

private:
  const Function &F;
  std::optional<std::unordered_set<Place, PlaceHash>> Inputs;
};

} // namespace asyncsafe

#endif
