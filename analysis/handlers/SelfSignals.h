//===- SelfSignals.h - Signals that a program sends itself -------*- C++ -*-===//
//
// Decides where code sends itself a signal, and what that means: behind a signal with its
// default action nothing runs any more; a handler that is installed for one signal of the
// program's own interrupts nothing.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_SELFSIGNALS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_SELFSIGNALS_H

#include "analysis/engine/Paths.h"
#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

/// `raise(sig)`, `kill(getpid(), sig)`.
bool sendsToItself(const Function &F, const Event &E);

/// What a handler, or what it hands its signal to, does before it has ended itself by that
/// signal: by block, how many events.  The signal must be let in and have its default action.
std::vector<size_t> beforeOwnEnd(const Unit &U, const Function &F);

/// The function that installs the handler sends itself the signal, and then gives the
/// signal back to its previous owner.
bool isSentOnTheSpot(const Unit &U, const HandlerInstall &H);

} // namespace asyncsafe

#endif
