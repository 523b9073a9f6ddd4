//===- RestartDefeatsWakeup.cpp - Restarted past the flag --------------------===//
//
// Code counts on EINTR to see a flag, and the handler was installed so that the call
// is restarted.
//
//===----------------------------------------------------------------------===//

#include "checks/WaitWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-restart-defeats-wakeup",
    "a blocking call is restarted after the handler returns, so the flag that the handler set is not seen",
    "C",
    "0.2",
    "CWE-835",
    true,
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  forEachWait(Facts, Options, [&](const SignalWait &X) {
    if (X.What != SignalDefect::RestartHidesFlag)
      return;
    Finding F = findingAt(Info, X);
    std::string Call = waitName(X, Facts), Flag = flagName(X, Facts);
    F.Message = Call + " continues to wait after " + handlerName(X, Facts) + " sets " + Flag +
                ": the call is restarted";
    addInstallNote(X, Facts, F.Notes);
    addTestNote(X, Facts, F.Notes);
    addChainNotes(X, Facts, F.Notes);
    addStoreNote(X, Facts, "", F.Notes);
    F.Notes.push_back(
        {X.At.At->Expr,
         "write to a pipe in the handler and wait for that pipe too, or install the handler without "
         "SA_RESTART and unblock the signal only inside the wait (ppoll, pselect)"});
    Out.push_back(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
