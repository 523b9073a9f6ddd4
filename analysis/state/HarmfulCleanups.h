//===- HarmfulCleanups.h - Cleanups that run twice, or never end --*- C++ -*-===//
//
// Finds cleanup routines that are also called by normal code and can be entered a second time before they
// have noted what they did: by a cancellation, or by a signal handler.  And those that wait, without end, for
// what only the thread would do that they clean up.
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

/// Of the unit whose handlers \p Facts already has.
void findHarmfulCleanups(const UnitHandlers &Facts, const LiveSources &Live, const Roles &Who,
                         CalleeOracle &Oracle, const AnalysisOptions &Options,
                         std::vector<HarmfulCleanup> &Out);

} // namespace asyncsafe

#endif
