//===- LostWakeup.cpp - Waits for a signal that may have come already ------===//
//
// A handler is installed, and then a call waits for its signal alone: what comes in between has come for
// nothing.
//
//===----------------------------------------------------------------------===//

#include "checks/WaitWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-lost-wakeup",
    "a call waits for a signal that can arrive before it, after its handler was installed",
    "C",
    "0.3",
    "CWE-367",
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  forEachWait(Facts, Out, [&](const SignalWait &X) {
    if (X.What != SignalDefect::ComesBefore)
      return;
    Draft F = findingAt(Out, Info, X);
    std::string Signal = signalName(*Facts.Handlers[X.Install].Signal);
    // A wait for something else has the signal as its limit.
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
