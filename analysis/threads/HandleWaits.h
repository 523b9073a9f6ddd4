//===- HandleWaits.h - Waits that ignore a stop event -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds Windows threads with a stop event that wait only for another handle, with no timeout and not
// alertably. A stop event is a handle that other code sets before it waits for the thread, and that the
// thread itself refers to.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_HANDLEWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_HANDLEWAITS_H

#include "analysis/threads/SideEffects.h"
#include "analysis/threads/ThreadFacts.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

void findHandleWaits(const Unit &U, const std::vector<Wait> &Waits, const Callees &Calls,
                     const SideEffectSummaries &Does, std::vector<HandleWait> &Out);

} // namespace asyncsafe

#endif
