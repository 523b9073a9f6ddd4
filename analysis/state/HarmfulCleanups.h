//===- HarmfulCleanups.h - Cleanups that run twice or never finish -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds cleanup routines that normal code also calls and that can be entered a second time, by a
// cancellation or a signal handler, before they have recorded what they did; and routines that wait
// without bound for a wakeup that only the cancelled thread would send.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_HARMFULCLEANUPS_H
#define ASYNCSAFE_ANALYSIS_STATE_HARMFULCLEANUPS_H

#include "analysis/engine/Options.h"
#include "analysis/exposures/LiveSources.h"
#include "analysis/exposures/Roles.h"
#include "analysis/handlers/HandlerFacts.h"
#include "analysis/state/CleanupFacts.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// Uses the handlers that \p Facts already has.
void findHarmfulCleanups(const UnitHandlers &Facts, const LiveSources &Live, const Roles &Who,
                         CalleeOracle &Oracle, const AnalysisOptions &Options,
                         std::vector<HarmfulCleanup> &Out);

} // namespace asyncsafe

#endif
