//===- AsynchronousCancels.h - Operations cancelled halfway -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the operations that must not be left halfway (allocating, locking, acquiring, releasing) and
// that run while a cancellation can strike at any instruction. Plain arithmetic may be left anywhere.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_ASYNCHRONOUSCANCELS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_ASYNCHRONOUSCANCELS_H

#include "analysis/engine/Callees.h"
#include "analysis/exposures/BoundaryFacts.h"
#include "analysis/exposures/Roles.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// For each step that lets cancellations strike anywhere, the most certain operation that follows;
/// functions with too many paths are added to \p TooLarge.
std::vector<CancelledAnywhere> findCancelledAnywhere(const Callees &Calls, const Roles &Who,
                                                     CalleeOracle &Oracle, std::vector<FunctionId> &TooLarge);

} // namespace asyncsafe

#endif
