//===- LateDrains.h - Wakeups that are taken too late ------------*- C++ -*-===//
//
// Decides where a loop looks at a flag, then empties the pipe that told of it, and
// waits again: a store and a wakeup between the look and the emptying are both lost.
// Emptied first, the flag is seen at once or the next wait does not wait.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_LATEDRAINS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_LATEDRAINS_H

#include "analysis/wakeups/Apart.h"
#include "analysis/wakeups/Notices.h"
#include "analysis/wakeups/Receivers.h"
#include "analysis/wakeups/WakeupFacts.h"

namespace asyncsafe {

void findLateDrains(const UnitWaits &Facts, const std::vector<Notice> &Notices, const Receivers &Woken,
                    const Apart &Threads, std::vector<FlagOrder> &Out);

} // namespace asyncsafe

#endif
