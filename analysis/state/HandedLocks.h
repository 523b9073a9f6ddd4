//===- HandedLocks.h - Locks that a function leaves to its callers -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides whether a lock that some path of a function leaves held is meant for its callers: one of them
// releases such a lock after the call, and has not acquired it itself.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_HANDEDLOCKS_H
#define ASYNCSAFE_ANALYSIS_STATE_HANDEDLOCKS_H

#include "analysis/exposures/Summaries.h"
#include "analysis/state/StateFacts.h"

namespace asyncsafe {

/// Removes from \p States the locks that callers release.
void dropHandedLocks(const Callees &Calls, Summaries &All, std::vector<LeftState> &States);

} // namespace asyncsafe

#endif
