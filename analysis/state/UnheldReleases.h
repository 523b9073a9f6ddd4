//===- UnheldReleases.h - Releases of resources that are not held -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds releases reached on a path without their acquisition: the acquisition failed, was skipped
// because an earlier step failed, or an interruption entered the handler first.
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
