//===- UnstoppableWaits.h - Waits that a request to stop does not end -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds threads that keep waiting after a request to stop. The thread itself shows what stops it: a loop
// that ends once an object has a certain value, or a stop token. Code that stores that value must also
// end the wait. A wait with a limit counts only if the limit is long and constant.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_UNSTOPPABLEWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_UNSTOPPABLEWAITS_H

#include "analysis/engine/Options.h"
#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/SideEffects.h"
#include "analysis/threads/ThreadFacts.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

void findUnstoppableWaits(const Unit &U, const std::vector<Wait> &All,
                          const std::vector<ConditionWait> &Waits, const Callees &Calls,
                          const SideEffectSummaries &Does, const AnalysisOptions &Options,
                          std::vector<UnstoppableWait> &Out);

} // namespace asyncsafe

#endif
