//===- UnconditionalWaits.h - Waits without a predicate ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds waits on a condition variable without a predicate: the wait begins right after taking the lock,
// whatever happened before.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_UNCONDITIONALWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_UNCONDITIONALWAITS_H

#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/SideEffects.h"
#include "analysis/threads/ThreadFacts.h"

namespace asyncsafe {

void findUnconditionalWaits(const Unit &U, const std::vector<ConditionWait> &Waits,
                            const SideEffectSummaries &Does, std::vector<UnconditionalWait> &Out);

} // namespace asyncsafe

#endif
