//===- InterruptedAcquisitions.h - Acquisitions that only a signal ends -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A wait without limit for a semaphore fails only if a handler interrupts it. In a program whose handlers are
// all known and let it go on, the branch behind its failure is dead.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_INTERRUPTEDACQUISITIONS_H
#define ASYNCSAFE_ANALYSIS_STATE_INTERRUPTEDACQUISITIONS_H

#include "analysis/handlers/HandlerFacts.h"
#include "analysis/state/ReleaseFacts.h"

namespace asyncsafe {

/// Removes the releases behind acquisitions that fail only then.
void dropUninterrupted(const UnitHandlers &Facts, std::vector<UnheldRelease> &Releases);

} // namespace asyncsafe

#endif
