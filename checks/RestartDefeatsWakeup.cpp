//===- RestartDefeatsWakeup.cpp - Calls restarted past a flag -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code relies on EINTR to test a flag, but the handler was installed so that the call restarts.
//
//===----------------------------------------------------------------------===//

#include "checks/WaitWording.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-restart-defeats-wakeup",
    "a blocking call is restarted after the handler returns, so the flag that the handler set is not seen",
    "C",
    "0.2",
    "CWE-835",
    run,
    "high",
};
const RegisterCheck Registered(Info);

void sayUnset(const UnsetFlags &X, const UnitFacts &Facts, Reporter &Out) {
  const HandlerInstall &H = Facts.Handlers[X.Install];
  if (!Out.speaks(Certainty::Definite))
    return;
  Draft F(Out, Info, H.At->Expr, Certainty::Definite, Source::Signal);
  F.Message = quoted(spelling(X.Flags)) + " is never set before the handler is installed";
  F.consequence(Level::Warning,
                "the stack's earlier content decides whether blocking calls restart after the handler, and "
                "whether it stays installed");
  F.help("initialise the object ({0} or memset), then set the flags that are wanted");
  Out.add(std::move(F));
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  for (const UnsetFlags &X : Facts.FlagsUnset)
    sayUnset(X, Facts, Out);
  forEachWait(Facts, Out, [&](const SignalWait &X) {
    if (X.What != SignalDefect::RestartHidesFlag)
      return;
    Draft F = findingAt(Out, Info, X);
    std::string Call = waitName(X, Facts), Flag = flagName(X, Facts);
    F.Message = Call + " continues to wait after " + handlerName(X, Facts) + " sets " + Flag +
                ": the call is restarted";
    addInstallNote(X, Facts, F);
    addTestNote(X, Facts, F);
    addChainNotes(X, Facts, F);
    addStoreNote(X, Facts, "", F);
    F.consequence(Level::Error, "the signal is not acted on until the call returns for another reason");
    F.help("write to a pipe in the handler and wait for that pipe too, or install the handler without "
           "SA_RESTART and unblock the signal only inside the wait (ppoll, pselect)");
    Out.add(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
