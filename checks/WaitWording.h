//===- WaitWording.h - Wording of findings about waits ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The wording that checks of waits share: the call, the handler, the flag, and the notes about them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_WAITWORDING_H
#define ASYNCSAFE_CHECKS_WAITWORDING_H

#include "checks/Check.h"

namespace asyncsafe {

/// A finding at the wait, without text.
Draft findingAt(const Reporter &Out, const CheckInfo &Info, const SignalWait &X);

/// The waiting call in its function: "'accept'".
std::string waitName(const SignalWait &X, const UnitFacts &Facts);
/// The call that blocks, in the function or in a callee.
std::string blockingName(const SignalWait &X, const UnitFacts &Facts);
/// "the handler of SIGTERM"; without a number, "a signal handler".
std::string handlerName(const SignalWait &X, const UnitFacts &Facts);
/// "'stop'".
std::string flagName(const SignalWait &X, const UnitFacts &Facts);

void addTestNote(const SignalWait &X, const UnitFacts &Facts, Draft &F);
/// The calls from the wait's callee down to the blocking call, if they differ.
void addChainNotes(const SignalWait &X, const UnitFacts &Facts, Draft &F);
void addInstallNote(const SignalWait &X, const UnitFacts &Facts, Draft &F);
void addStoreNote(const SignalWait &X, const UnitFacts &Facts, std::string_view Suffix, Draft &F);

/// Calls \p Speak for each finding that is certain enough.
template <class Fn> void forEachWait(const UnitFacts &Facts, const Reporter &Out, Fn Speak) {
  for (const SignalWait &X : Facts.SignalWaits)
    if (Out.speaks(X.Sure))
      Speak(X);
}

} // namespace asyncsafe

#endif
