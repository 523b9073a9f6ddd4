//===- LostWakeups.h - Stores that a waiter can miss -------------*- C++ -*-===//
//
// Decides where what a waiter tests is stored without its lock.  A waiter tests,
// then waits, in one critical section; code that stores and notifies outside of it can
// do both between the two, and the waiter sleeps on.  Nobody misses a store that
// is made, or followed by a critical section, before the notification.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_LOSTWAKEUPS_H
#define ASYNCSAFE_ANALYSIS_THREADS_LOSTWAKEUPS_H

#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/Deeds.h"
#include "analysis/threads/ThreadFacts.h"

namespace asyncsafe {

void findLostWakeups(const Unit &U, const std::vector<ConditionWait> &Waits, const Callees &Calls,
                     const Deeds &Does, LockCache &Locks, std::vector<LostWakeup> &Out);

} // namespace asyncsafe

#endif
