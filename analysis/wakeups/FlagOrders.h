//===- FlagOrders.h - Flags and wakeups in the wrong order -------*- C++ -*-===//
//
// Decides where a flag and the wakeup that it is about come in the wrong order, by the
// side: in signal handlers and for their flags (HandlerOrders), and between threads
// (EarlyWakes, ThreadClears); for both, where the wakeup is taken (LateDrains).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_FLAGORDERS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_FLAGORDERS_H

#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/Deeds.h"
#include "analysis/wakeups/WakeupFacts.h"

namespace asyncsafe {

/// What needs no wait in sight.
/// \p Unsafe: work in handlers that is reported already.
std::vector<FlagOrder> findHandlerOrders(const UnitWaits &Facts, const std::vector<UnsafeCall> &Unsafe);

/// What is between a wait and the code that wakes it.
void findWakeupOrders(const UnitWaits &Facts, const std::vector<ConditionWait> &Conditions,
                      const Callees &Calls, const Deeds &Does, LockCache &Locks, std::vector<FlagOrder> &Out);

} // namespace asyncsafe

#endif
