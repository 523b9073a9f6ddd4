//===- Boundaries.h - Interruptions that do not arrive -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows each interruption of the thread (cancellation, boost's or the runtime's interruption) from its
// point through the scopes of the function to a handler that ends it, or to a boundary that no exception
// may pass.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_BOUNDARIES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_BOUNDARIES_H

#include "analysis/engine/Callees.h"
#include "analysis/exposures/BoundaryFacts.h"
#include "analysis/exposures/LiveSources.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

struct Boundaries {
  std::vector<SwallowedUnwind> Swallowed;
  std::vector<TerminatedUnwind> Terminated;
};

/// \p F has a handler or a boundary on which an interruption can end.
bool hasBoundary(const Function &F);

void findBoundaries(const Steps &S, FunctionId Id, const Callees &Calls, const LiveSources &Live,
                    unsigned Budget, Boundaries &Out);

} // namespace asyncsafe

#endif
