//===- DropPoints.h - Points that turn out to be harmless -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Leaves out points of exposures that something outside of their function makes good.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_DROPPOINTS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_DROPPOINTS_H

#include "analysis/exposures/ExposureFacts.h"

#include <algorithm>

namespace asyncsafe {

/// Drops each point for which \p IsHarmless(exposure, point), and exposures that have none left.  The first
/// of the surest points that stay leads.
template <class Test> void dropPoints(std::vector<Exposure> &Found, Test IsHarmless) {
  for (Exposure &X : Found) {
    size_t Before = X.Points.size();
    X.Points.erase(std::remove_if(X.Points.begin(), X.Points.end(),
                                  [&](const ExposedPoint &P) { return IsHarmless(X, P); }),
                   X.Points.end());
    if (X.Points.empty() || X.Points.size() == Before)
      continue;
    auto Surest =
        std::max_element(X.Points.begin(), X.Points.end(),
                         [](const ExposedPoint &A, const ExposedPoint &B) { return A.Sure < B.Sure; });
    X.Sure = Surest->Sure;
    X.Why = Surest->Why;
  }
  Found.erase(std::remove_if(Found.begin(), Found.end(), [](const Exposure &X) { return X.Points.empty(); }),
              Found.end());
}

} // namespace asyncsafe

#endif
