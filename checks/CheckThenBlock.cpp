//===- CheckThenBlock.cpp - The window between flag and wait ------------------===//
//
// A flag that a handler sets is tested, then a call waits that only EINTR would end:
// a signal in between is lost.
//
//===----------------------------------------------------------------------===//

#include "checks/WaitWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-check-then-block",
    "a signal that arrives between the test of its flag and the blocking call is not noticed",
    "C",
    "0.2",
    "CWE-367",
    true,
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  forEachWait(Facts, Options, [&](const SignalWait &X) {
    if (X.What != SignalDefect::TestThenWait)
      return;
    Finding F = findingAt(Info, X);
    std::string Call = waitName(X, Facts), Flag = flagName(X, Facts);
    F.Message = Call + " blocks without noticing a signal that arrives after the test of " + Flag;
    addTestNote(X, Facts, F.Notes);
    addStoreNote(X, Facts, "; if that happens before the wait begins, nothing ends the wait", F.Notes);
    addChainNotes(X, Facts, F.Notes);
    F.Notes.push_back(
        {X.At.At->Expr, X.At.E.Wait->TakesMask
                            ? "block the signal before testing the flag, and unblock it only inside the wait "
                              "(ppoll, pselect, "
                              "sigsuspend)"
                            : "block the signal before testing the flag and unblock it only inside the wait "
                              "(ppoll, pselect, "
                              "sigsuspend), or write to a pipe in the handler and poll that pipe too"});
    Out.push_back(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
