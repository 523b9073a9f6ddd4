//===- LostWakeups.h - Notifications that a waiter can miss -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds stores to what a waiter tests that are made without its lock. A waiter tests and then waits in
// one critical section; a store and notification outside of it can both happen between the two, and the
// waiter keeps sleeping. A store cannot be missed if it is made in a critical section, or followed by
// one before the notification.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_LOSTWAKEUPS_H
#define ASYNCSAFE_ANALYSIS_THREADS_LOSTWAKEUPS_H

#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/SideEffects.h"
#include "analysis/threads/ThreadFacts.h"

namespace asyncsafe {

void findLostWakeups(const Unit &U, const std::vector<ConditionWait> &Waits, const Callees &Calls,
                     const SideEffectSummaries &Does, LockCache &Locks, std::vector<LostWakeup> &Out);

} // namespace asyncsafe

#endif
