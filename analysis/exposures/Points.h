//===- Points.h - Where a function can be interrupted -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which interruption points of a function can be reached, with what certainty, and which of
// them no mask covers. Code in a handler is only as certain to run as the interruption that enters it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_POINTS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_POINTS_H

#include "analysis/steps/Steps.h"

namespace asyncsafe {

struct Point {
  BlockId B = 0;
  unsigned Index = 0;
  const Step *What = nullptr;
  Certainty Sure = Certainty::Unknown;
};

/// Whom the points concern: what the function itself holds, or what its callers do.
enum class Toward : uint8_t { Itself, Callers };

/// In block order, without masked and unreachable points. \p Budget bounds the work as in
/// AnalysisOptions.
std::vector<Point> interruptionPoints(const Steps &S, unsigned Budget, Toward Whom = Toward::Itself);

} // namespace asyncsafe

#endif
