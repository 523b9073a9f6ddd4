//===- Cleanups.h - Cleanups that can be interrupted ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds interruption points in `catch` handlers and cleanup routines before the release that these exist
// for. A routine that runs because its thread is cancelled is not cancelled again; one that is popped
// and run on the normal path can be.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_CLEANUPS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_CLEANUPS_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Options.h"
#include "analysis/exposures/BoundaryFacts.h"
#include "analysis/exposures/LiveSources.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// By function: it runs as a cleanup, and also on the normal path.
std::vector<bool> cleanupRoutines(const Callees &Calls);

/// \p IsRoutine: what \p S releases is held by its caller.
void findInterruptedCleanups(Steps &S, FunctionId Id, bool IsRoutine, const LiveSources &Live,
                             const AnalysisOptions &Options, std::vector<InterruptedCleanup> &Out);

} // namespace asyncsafe

#endif
