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
    // The callee that retries is where the flag has to be tested.
    Draft F(Out, Info, X.At.Blocking->Expr, X.Sure, Source::Signal);
    std::string Flag = flagName(X, Facts);
    F.Message = blockingName(X, Facts) + " is retried after EINTR without testing " + Flag +
                ", which the signal handler has just set";
    addTestNote(X, Facts, F);
    if (!X.At.isOwn())
      F.note(X.At.At->Expr, waitName(X, Facts) + " is called here");
    addStoreNote(X, Facts, "", F);
    F.consequence(Level::Error, "the signal is not acted on until the call returns for another reason");
    F.help("test " + Flag + " after EINTR, before retrying the call");
    Out.add(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
