//===- LateDrains.h - Wakeups drained after the flag was tested -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds loops that test a flag, then drain the pipe that signalled it, and wait again: a store and
// wakeup between the test and the drain are both lost. If the pipe is drained first, the flag is seen at
// once or the next wait returns at once.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_LATEDRAINS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_LATEDRAINS_H

#include "analysis/wakeups/Concurrency.h"
#include "analysis/wakeups/Notices.h"
#include "analysis/wakeups/WaitLoops.h"
#include "analysis/wakeups/WakeupFacts.h"

namespace asyncsafe {

void findLateDrains(const UnitWaits &Facts, const std::vector<Notice> &Notices, const WaitLoops &Woken,
                    const Concurrency &Threads, std::vector<FlagOrder> &Out);

} // namespace asyncsafe

#endif
