//===- DoubleReleases.h - Locks released twice ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds locks held by a guard object that code also releases explicitly: the guard releases them again
// at the end of its scope, unless they have been re-acquired on every path there, including exceptional
// ones.
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
