//===- CountingLocks.h - Methods named like a lock's that only count -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds classes whose `lock()` and `unlock()` count up and down and never wait: how often an update is put
// off, how many use what is loaded. Capture takes them for a lock by the names of their methods; their
// calls become calls like others, so that the counter is followed instead.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_COUNTINGLOCKS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_COUNTINGLOCKS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Replaces acquisitions and releases of what only counts by calls.
void dropCountingLocks(Unit &U);

} // namespace asyncsafe

#endif
