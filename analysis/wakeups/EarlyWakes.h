//===- EarlyWakes.h - Threads that wake before they store --------*- C++ -*-===//
//
// Decides where a thread wakes another one, and only then stores the flag that the other
// looks at once it is awake.  Order is of no matter in one critical section, nor
// where the flag was stored before as well, or the wake comes again.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_EARLYWAKES_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_EARLYWAKES_H

#include "analysis/threads/Deeds.h"
#include "analysis/wakeups/Apart.h"
#include "analysis/wakeups/Receivers.h"
#include "analysis/wakeups/WakeupFacts.h"

namespace asyncsafe {

/// \p Skip: functions that are somebody else's, by FunctionId.
void findEarlyWakes(const Unit &U, const Wakes &Waking, const Receivers &Woken, const Apart &Threads,
                    const Callees &Calls, const Deeds &Does, LockCache &Locks, const std::vector<bool> &Skip,
                    std::vector<FlagOrder> &Out);

} // namespace asyncsafe

#endif
