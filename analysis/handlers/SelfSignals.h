//===- SelfSignals.h - Signals that a program sends itself ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes where code sends itself a signal: nothing runs after a signal with its default action, and a
// handler installed for one such signal interrupts nothing.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_SELFSIGNALS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_SELFSIGNALS_H

#include "analysis/engine/Paths.h"
#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

/// `raise(sig)`, `kill(getpid(), sig)`.
bool sendsToItself(const Function &F, const Event &E);

/// What a handler, or a function that it passes its signal to, does before it ends itself by that
/// signal: by block, the number of events. The signal must be unblocked and have its default action.
std::vector<size_t> beforeOwnEnd(const Unit &U, const Function &F);

/// The installing function sends itself the signal and then restores the previous action.
bool isSentOnTheSpot(const Unit &U, const HandlerInstall &H);

} // namespace asyncsafe

#endif
