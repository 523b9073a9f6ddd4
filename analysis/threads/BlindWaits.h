//===- BlindWaits.h - Waits without a predicate -----------------*- C++ -*-===//
//
// Finds waits on a condition variable without a predicate: the wait begins right after taking the lock,
// whatever happened before.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_BLINDWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_BLINDWAITS_H

#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/SideEffects.h"
#include "analysis/threads/ThreadFacts.h"

namespace asyncsafe {

void findBlindWaits(const Unit &U, const std::vector<ConditionWait> &Waits, const SideEffectSummaries &Does,
                    std::vector<BlindWait> &Out);

} // namespace asyncsafe

#endif
