//===- PreventedWaits.h - Waits for a thread that never began ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds destructors that wait, whatever happened before, for what only a thread sets that another method
// of the class starts: if that method throws before it starts the thread, the object is destroyed, and
// the wait never ends.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_PREVENTEDWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_PREVENTEDWAITS_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Options.h"
#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/ThreadFacts.h"

namespace asyncsafe {

void findPreventedWaits(const Callees &Calls, const std::vector<ConditionWait> &Waits, CalleeOracle &Oracle,
                        const AnalysisOptions &Options, std::vector<PreventedWait> &Out);

} // namespace asyncsafe

#endif
