//===- EintrRetryIgnoresStop.cpp - A retry that nothing can stop ---------------===//
//
// A loop has a stop flag that a handler sets; the retry on EINTR inside it undoes what
// the signal was sent for.
//
//===----------------------------------------------------------------------===//

#include "checks/WaitWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-eintr-retry-ignores-stop",
    "a call is retried after EINTR without testing the flag that the handler sets",
    "C",
    "0.2",
    "CWE-835",
    true,
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  forEachWait(Facts, Options, [&](const SignalWait &X) {
    if (X.What != SignalDefect::RetryIgnoresFlag)
      return;
    Finding F = findingAt(Info, X);
    std::string Call = waitName(X, Facts), Flag = flagName(X, Facts);
    F.Message = X.At.isOwn() ? Call + " is retried after EINTR without testing " + Flag +
                                   ", which the signal handler has just set"
                             : Call + " retries after EINTR without testing " + Flag +
                                   ", which the signal handler has just set";
    addTestNote(X, Facts, F.Notes);
    addChainNotes(X, Facts, F.Notes);
    addStoreNote(X, Facts, "", F.Notes);
    F.Notes.push_back({X.At.At->Expr, "test " + Flag + " after EINTR, before retrying the call"});
    Out.push_back(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
