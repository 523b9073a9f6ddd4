//===- LostWakeup.cpp - Waits for a signal that may have arrived ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler is installed, and then a call waits only for its signal; or a thread waits on a condition
// variable without testing anything first: an earlier signal or notification is lost.
//
//===----------------------------------------------------------------------===//

#include "analysis/engine/Shared.h"
#include "checks/WaitWording.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-lost-wakeup",
    "a call waits for a signal or a notification that can arrive before it and is lost",
    "C",
    "0.3",
    "CWE-367",
    run,
};
const RegisterCheck Registered(Info);

/// A condition variable does not remember notifications.
void sayUnconditional(const UnconditionalWait &W, const UnitFacts &Facts, Reporter &Out) {
  if (!Out.speaks(Certainty::Likely))
    return;
  const Unit &U = *Facts.Of;
  Draft F(Out, Info, W.Wait->Expr, Certainty::Likely, Cause::controlFlow());
  std::string Name = quoted(sharedName(W.Condition, U));
  F.Message = "the wait for " + Name + " has no predicate: a notification that comes before it is lost";
  F.note(W.Wake->Expr, Name + " is notified here, whether or not the wait has begun");
  F.consequence(Level::Error, "the thread waits forever for what has happened already");
  F.help("store under the lock what has happened, and wait in a loop until it is stored");
  Out.add(std::move(F));
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  for (const UnconditionalWait &W : Facts.UnconditionalWaits)
    sayUnconditional(W, Facts, Out);
  forEachWait(Facts, Out, [&](const SignalWait &X) {
    if (X.What != SignalDefect::ComesBefore)
      return;
    Draft F = findingAt(Out, Info, X);
    std::string Signal = signalName(*Facts.Handlers[X.Install].Signal);
    // The signal is the time limit of a wait for something else.
    if (!X.At.E.Subject.isNone()) {
      F.Message = waitName(X, Facts) + " is limited by " + Signal +
                  ", which can arrive before the wait begins and then does not end it";
      addInstallNote(X, Facts, F);
      F.consequence(Level::Warning, "the wait has no limit then");
      F.help("wait with poll() and a timeout, or set a timer that fires repeatedly");
      Out.add(std::move(F));
      return;
    }
    F.Message =
        waitName(X, Facts) + " waits for a signal, but " + Signal + " can arrive before it and is lost";
    addInstallNote(X, Facts, F);
    F.consequence(Level::Error, "the wait only ends with the next signal");
    F.help("block the signal before its handler is installed, and wait with sigsuspend() or sigwait()");
    Out.add(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
