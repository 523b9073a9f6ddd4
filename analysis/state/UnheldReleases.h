//===- UnheldReleases.h - Releases of what is not held -----------*- C++ -*-===//
//
// Finds releases that a path comes to without the acquisition that they belong to: it failed,
// it was skipped since something before it failed, or an interruption entered the handler first.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_UNHELDRELEASES_H
#define ASYNCSAFE_ANALYSIS_STATE_UNHELDRELEASES_H

#include "analysis/exposures/LiveSources.h"
#include "analysis/state/ReleaseFacts.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// False if the function has more paths than the budget allows.
bool findUnheldReleases(Steps &S, FunctionId Id, const LiveSources &Live, unsigned Budget,
                        std::vector<UnheldRelease> &Out);

} // namespace asyncsafe

#endif
