//===- EarlyWakes.h - Wakeups before their flag -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds code that wakes another thread and only then stores the flag that this thread tests when it
// wakes. The order does not matter within one critical section, if the flag was also stored before, or
// if the wakeup is repeated.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_EARLYWAKES_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_EARLYWAKES_H

#include "analysis/threads/SideEffects.h"
#include "analysis/wakeups/Concurrency.h"
#include "analysis/wakeups/WaitLoops.h"
#include "analysis/wakeups/WakeupFacts.h"

namespace asyncsafe {

/// \p Skip: by FunctionId, functions that another check covers.
void findEarlyWakes(const Unit &U, const Wakes &Waking, const WaitLoops &Woken, const Concurrency &Threads,
                    const Callees &Calls, const SideEffectSummaries &Does, LockCache &Locks,
                    const std::vector<bool> &Skip, std::vector<FlagOrder> &Out);

} // namespace asyncsafe

#endif
