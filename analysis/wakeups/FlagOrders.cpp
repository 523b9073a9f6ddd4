//===- FlagOrders.cpp - Wrong order of flag and wakeup --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/FlagOrders.h"

#include "analysis/wakeups/EarlyWakes.h"
#include "analysis/wakeups/LateDrains.h"
#include "analysis/wakeups/ThreadClears.h"

namespace asyncsafe {

void findWakeupOrders(const UnitWaits &Facts, const std::vector<ConditionWait> &Conditions,
                      const Callees &Calls, const SideEffectSummaries &Does, LockCache &Locks,
                      std::vector<FlagOrder> &Out) {
  const Unit &U = *Facts.Of;
  Wakes Waking(U, Calls, Does);
  WaitLoops Woken(U, Facts.Waits, Conditions, Calls, Waking);
  if (Woken.empty())
    return;
  Concurrency Threads(Calls);
  findEarlyWakes(U, Waking, Woken, Threads, Calls, Does, Locks, functionsInHandlers(Facts), Out);
  std::vector<Notice> Notices = findNotices(Facts, Waking, Woken);
  findThreadClears(Facts, Notices, Woken, Threads, Calls, Does, Locks, Out);
  findLateDrains(Facts, Notices, Woken, Threads, Out);
}

} // namespace asyncsafe
