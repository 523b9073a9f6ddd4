//===- ThreadClears.h - Threads that clear a flag too late ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds threads that act on a flag and only then clear it. Correct are one critical section around both,
// and a flag that reports the end of the work to other code.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_THREADCLEARS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_THREADCLEARS_H

#include "analysis/wakeups/Concurrency.h"
#include "analysis/wakeups/Notices.h"
#include "analysis/wakeups/WaitLoops.h"
#include "analysis/wakeups/WakeupFacts.h"

namespace asyncsafe {

void findThreadClears(const UnitWaits &Facts, const std::vector<Notice> &Notices, const WaitLoops &Woken,
                      const Concurrency &Threads, const Callees &Calls, const SideEffectSummaries &Does,
                      LockCache &Locks, std::vector<FlagOrder> &Out);

} // namespace asyncsafe

#endif
