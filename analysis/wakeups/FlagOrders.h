//===- FlagOrders.h - Wrong order of flag and wakeup ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds flags and wakeups in the wrong order: in signal handlers and for their flags (HandlerOrders),
// between threads (EarlyWakes, ThreadClears), and, for both, where the wakeup is consumed (LateDrains).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_FLAGORDERS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_FLAGORDERS_H

#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/SideEffects.h"
#include "analysis/wakeups/WakeupFacts.h"

namespace asyncsafe {

/// Orders that need no known wait. \p Unsafe: operations in handlers that are already reported.
std::vector<FlagOrder> findHandlerOrders(const UnitWaits &Facts, const std::vector<UnsafeCall> &Unsafe);

/// Orders between a wait and the code that wakes it.
void findWakeupOrders(const UnitWaits &Facts, const std::vector<ConditionWait> &Conditions,
                      const Callees &Calls, const SideEffectSummaries &Does, LockCache &Locks,
                      std::vector<FlagOrder> &Out);

} // namespace asyncsafe

#endif
