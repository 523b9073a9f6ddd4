//===- Threads.h - What a unit's threads wait for ----------------*- C++ -*-===//
//
// Decides whether a unit has anything to ask about threads that wait, and asks it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_THREADS_H
#define ASYNCSAFE_ANALYSIS_THREADS_THREADS_H

#include "analysis/Facts.h"
#include "analysis/Steps.h"
#include "analysis/exposures/LiveSources.h"
#include "analysis/exposures/Roles.h"

namespace asyncsafe {

class Callees;
class WaitFollower;

/// Of UnitFacts::Waits.
void findThreadFacts(const Unit &U, const Callees &Calls, WaitFollower &Paths, const LiveSources &Live,
                     const Roles &Who, CalleeOracle &Oracle, const AnalysisOptions &Options,
                     UnitFacts &Facts);

} // namespace asyncsafe

#endif
