//===- BlindWaits.h - Waits that look at nothing before ----------*- C++ -*-===//
//
// Waits for a condition variable with no predicate: the lock is taken, and the wait begins, whatever
// has happened meanwhile.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_BLINDWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_BLINDWAITS_H

#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/Deeds.h"
#include "analysis/threads/ThreadFacts.h"

namespace asyncsafe {

void findBlindWaits(const Unit &U, const std::vector<ConditionWait> &Waits, const Deeds &Does,
                    std::vector<BlindWait> &Out);

} // namespace asyncsafe

#endif
