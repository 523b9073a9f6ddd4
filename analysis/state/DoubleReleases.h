//===- DoubleReleases.h - Locks that are released under their guard -*- C++ -*-===//
//
// Finds locks that an object holds and code releases by hand: at the end of its scope the object releases
// them once more, unless they are taken again on every way there, that of an exception included.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_DOUBLERELEASES_H
#define ASYNCSAFE_ANALYSIS_STATE_DOUBLERELEASES_H

#include "analysis/exposures/LiveSources.h"
#include "analysis/state/ReleaseFacts.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// False if the function has more paths than the budget allows.
bool findDoubleReleases(Steps &S, FunctionId Id, const LiveSources &Live, unsigned Budget,
                        std::vector<UnheldRelease> &Out);

} // namespace asyncsafe

#endif
