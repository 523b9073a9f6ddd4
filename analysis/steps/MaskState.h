//===- MaskState.h - What is masked at a given event -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether a source is kept out at an event of a function, on some path or on
// all, and where that began.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_MASKSTATE_H
#define ASYNCSAFE_ANALYSIS_STEPS_MASKSTATE_H

#include "analysis/steps/Masks.h"
#include "analysis/steps/PassCache.h"

namespace asyncsafe {

class MaskStates {
public:
  MaskStates(const Steps &S, unsigned Budget);

  bool complete() const { return Complete; }
  /// Before \p At; null if it is not reached, or not known.
  const MaskState *at(BlockId B, const Event &At, Source Of) const;
  /// On every path.
  bool isMasked(BlockId B, const Event &At, Source Of) const;
  /// On some path.
  bool mayBeMasked(BlockId B, const Event &At, Source Of) const;
  /// The last event that masks it before \p At, by position; null if there is none.
  const Event *beginOf(const Event &At, Source Of) const;
  /// It is unmasked, restored, or the mask's owner ends, where a path leads from \p At.
  const Event *endOf(BlockId B, const Event &At, Source Of) const;

private:
  const Steps &S;
  bool Complete;
  std::vector<std::map<const Event *, MaskPass::State>> States;
};

using MaskCache = PassCache<MaskStates>;

} // namespace asyncsafe

#endif
