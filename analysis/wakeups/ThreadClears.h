//===- ThreadClears.h - Threads that act before they clear -------*- C++ -*-===//
//
// Decides where a thread that is told of something by a flag acts upon it and only then
// clears it.  One critical section around both is right, and so is a flag that says
// when the work is done: somebody else looks at it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_THREADCLEARS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_THREADCLEARS_H

#include "analysis/wakeups/Apart.h"
#include "analysis/wakeups/Notices.h"
#include "analysis/wakeups/Receivers.h"
#include "analysis/wakeups/WakeupFacts.h"

namespace asyncsafe {

void findThreadClears(const UnitWaits &Facts, const std::vector<Notice> &Notices, const Receivers &Woken,
                      const Apart &Threads, const Callees &Calls, const Deeds &Does, LockCache &Locks,
                      std::vector<FlagOrder> &Out);

} // namespace asyncsafe

#endif
