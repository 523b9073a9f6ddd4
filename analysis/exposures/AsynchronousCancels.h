//===- AsynchronousCancels.h - Cancelled at any instruction ------*- C++ -*-===//
//
// Decides what is done while a cancellation strikes at any instruction, though it must not be left
// halfway: what allocates, locks, acquires, releases. Arithmetic may be left anywhere.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_ASYNCHRONOUSCANCELS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_ASYNCHRONOUSCANCELS_H

#include "analysis/engine/Callees.h"
#include "analysis/exposures/BoundaryFacts.h"
#include "analysis/exposures/Roles.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// For each step that lets cancellations strike anywhere, the surest thing that follows; functions with
/// too many paths are added to \p TooLarge.
std::vector<CancelledAnywhere> findCancelledAnywhere(const Callees &Calls, const Roles &Who,
                                                     CalleeOracle &Oracle, std::vector<FunctionId> &TooLarge);

} // namespace asyncsafe

#endif
