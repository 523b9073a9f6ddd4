//===- LateClears.h - Flags cleared after acting on them --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes, from where a flag is found set, whether the code acts and only then clears it: in one list
// of statements, across several, or in a callee. A set of the flag in between is lost.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_LATECLEARS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_LATECLEARS_H

#include "analysis/engine/Dominators.h"
#include "analysis/engine/Shared.h"
#include "analysis/wakeups/WakeupFacts.h"

#include <map>
#include <optional>

namespace asyncsafe {

struct LateClear {
  FunctionId In = NoId;
  Position Act, Clear;
  bool Always = true; ///< it is cleared on every path, not only after a successful act
};

/// The order of \p L, in which whoever sets \p Flag is not named yet. \p Sure: if it is always cleared.
FlagOrder orderOf(const Unit &U, const LateClear &L, const Place &Flag, Certainty Sure);

class LateClears {
public:
  explicit LateClears(const Unit &U) : U(U), Trees(U) {}

  /// In the code that follows \p Set, an edge from \p Test in \p In on which the flag that it tests is set.
  const std::optional<LateClear> &find(FunctionId In, BlockId Test, const Edge &Set);

private:
  std::optional<LateClear> search(FunctionId In, BlockId Test, const Edge &Set);

  const Unit &U;
  DominatorCache Trees;
  std::map<const Edge *, std::optional<LateClear>> Found;
};

} // namespace asyncsafe

#endif
