//===- MaskedWaits.h - Unbounded waits under a mask -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds functions that mask what could end a wait, wait without bound, and only then unmask. Masks for a
// thread's whole life, and masks in cleanup code, are intended. Under a mask that permits interruptible
// operations (GHC's), only the other waits are reported.
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
