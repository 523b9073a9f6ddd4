//===- MaskedWaits.h - Waits that nothing may interrupt ----------*- C++ -*-===//
//
// Decides where a function masks what could end a wait, waits without bound, and only
// then unmasks again.  What is masked for a thread's whole life is left to another
// thread on purpose; cleanup is masked on purpose too.  Of a mask that keeps out no
// interruptible operations (GHC's), only the other waits are spoken of.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_MASKEDWAITS_H
#define ASYNCSAFE_ANALYSIS_THREADS_MASKEDWAITS_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Options.h"
#include "analysis/exposures/LiveSources.h"
#include "analysis/exposures/Roles.h"
#include "analysis/steps/MaskState.h"
#include "analysis/threads/ThreadFacts.h"
#include "analysis/waits/WaitFacts.h"

namespace asyncsafe {

void findMaskedWaits(const Unit &U, const std::vector<Wait> &Waits, const Callees &Calls,
                     const LiveSources &Live, const Roles &Who, MaskCache &Masks,
                     const AnalysisOptions &Options, std::vector<MaskedWait> &Out);

} // namespace asyncsafe

#endif
