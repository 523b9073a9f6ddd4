//===- EintrRetryIgnoresStop.cpp - Retries that ignore a stop flag --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loop tests a stop flag that a handler sets, but an inner retry on EINTR continues without testing
// it.
//
//===----------------------------------------------------------------------===//

#include "checks/WaitWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-eintr-retry-ignores-stop",
    "a call is retried after EINTR without testing the flag that the handler sets",
    "C",
    "0.2",
    "CWE-835",
    run,
    "high",
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  forEachWait(Facts, Out, [&](const SignalWait &X) {
    if (X.What != SignalDefect::RetryIgnoresFlag)
      return;
    Draft F = findingAt(Out, Info, X);
    std::string Call = waitName(X, Facts), Flag = flagName(X, Facts);
    F.Message = X.At.isOwn() ? Call + " is retried after EINTR without testing " + Flag +
                                   ", which the signal handler has just set"
                             : Call + " retries after EINTR without testing " + Flag +
                                   ", which the signal handler has just set";
    addTestNote(X, Facts, F);
    addChainNotes(X, Facts, F);
    addStoreNote(X, Facts, "", F);
    F.consequence(Level::Error, "the signal is not acted on until the call returns for another reason");
    F.help("test " + Flag + " after EINTR, before retrying the call");
    Out.add(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
