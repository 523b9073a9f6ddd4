//===- EarlySignals.h - Signals before their target or handler --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the windows in which a signal can arrive too early: a handler that jumps is installed, or its
// timer armed, before the jump's target is set; a signal is unblocked before its handler is installed.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_EARLYSIGNALS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_EARLYSIGNALS_H

#include "analysis/handlers/TargetFacts.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

std::vector<EarlySignal> findEarlySignals(const UnitHandlers &Facts, CalleeOracle &Oracle);

} // namespace asyncsafe

#endif
