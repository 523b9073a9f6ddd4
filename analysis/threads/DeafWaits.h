//===- DeafWaits.h - Waits that a request to stop does not end ---*- C++ -*-===//
//
// Decides where a thread that is told to stop goes on waiting.  The thread says
// itself what stops it: a loop that it leaves once an object has a certain value, or
// a stop token.  The code that stores that value must also end the wait.  A wait
// with a limit counts if that is long, and constant.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_DEAFWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_DEAFWAITS_H

#include "analysis/engine/Options.h"
#include "analysis/threads/ConditionWaits.h"
#include "analysis/threads/Deeds.h"
#include "analysis/threads/ThreadFacts.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

void findDeafWaits(const Unit &U, const std::vector<Wait> &All, const std::vector<ConditionWait> &Waits,
                   const Callees &Calls, const Deeds &Does, const AnalysisOptions &Options,
                   std::vector<DeafWait> &Out);

} // namespace asyncsafe

#endif
