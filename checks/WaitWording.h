//===- WaitWording.h - How findings about waits and signals speak -*- C++ -*-===//
//
// Decides the words that the checks of waits share: the call, the handler, the flag,
// and the notes about them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_WAITWORDING_H
#define ASYNCSAFE_CHECKS_WAITWORDING_H

#include "checks/Check.h"

namespace asyncsafe {

/// A finding at the wait; no words yet.
Draft findingAt(const Reporter &Out, const CheckInfo &Info, const SignalWait &X);

/// The call that waits, as its function makes it: "'accept'".
std::string waitName(const SignalWait &X, const UnitFacts &Facts);
/// "the handler of SIGTERM"; without a number, "a signal handler".
std::string handlerName(const SignalWait &X, const UnitFacts &Facts);
/// "'stop'".
std::string flagName(const SignalWait &X, const UnitFacts &Facts);

void addTestNote(const SignalWait &X, const UnitFacts &Facts, Draft &F);
/// The calls from the wait's callee down to what blocks, if they are not the same.
void addChainNotes(const SignalWait &X, const UnitFacts &Facts, Draft &F);
void addInstallNote(const SignalWait &X, const UnitFacts &Facts, Draft &F);
void addStoreNote(const SignalWait &X, const UnitFacts &Facts, std::string_view Suffix, Draft &F);

/// Runs \p Speak for each finding of these facts that is sure enough.
template <class Fn> void forEachWait(const UnitFacts &Facts, const Reporter &Out, Fn Speak) {
  for (const SignalWait &X : Facts.SignalWaits)
    if (Out.speaks(X.Sure))
      Speak(X);
}

} // namespace asyncsafe

#endif
