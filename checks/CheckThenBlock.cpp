//===- CheckThenBlock.cpp - The window between flag and wait --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The code tests a flag that a handler sets, and then calls a function whose wait only EINTR would end:
// a signal in between is lost.
//
//===----------------------------------------------------------------------===//

#include "checks/WaitWording.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-check-then-block",
    "a signal that arrives between the test of its flag and the blocking call is not noticed",
    "C",
    "0.2",
    "CWE-367",
    run,
    "high",
};
const RegisterCheck Registered(Info);

/// The test follows the wait: the window spans the back edge of the loop.
bool isBehind(const SignalWait &X) {
  const SourceRange &Wait = X.At.At->Expr, &Test = X.Test.Where;
  return Test.isValid() && Test.File == Wait.File && Test.Begin >= Wait.End;
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  forEachWait(Facts, Out, [&](const SignalWait &X) {
    if (X.What != SignalDefect::TestThenWait)
      return;
    Draft F = findingAt(Out, Info, X);
    std::string Call = waitName(X, Facts), Flag = flagName(X, Facts);
    bool Ends = X.At.E.Wait->Length == WaitLength::Bounded && X.At.E.Wait->Limit;
    if (isBehind(X)) {
      F.Message = Call + " blocks without noticing a signal that arrives between the test of " + Flag +
                  " and the next iteration";
      F.note(X.Test.Where, Flag + " is tested here; the next iteration waits without testing it again");
    } else {
      F.Message = Call + " blocks without noticing a signal that arrives after the test of " + Flag;
      addTestNote(X, Facts, F);
    }
    addStoreNote(X, Facts,
                 Ends ? "; if that happens before the wait begins, only its time limit ends the wait"
                      : "; if that happens before the wait begins, nothing ends the wait",
                 F);
    addChainNotes(X, Facts, F);
    if (Ends)
      F.consequence(Level::Warning, "the signal is not acted on " + limitName(*X.At.E.Wait->Limit));
    else
      F.consequence(Level::Error, "the signal is not acted on until something else ends the wait");
    F.help(X.At.E.Wait->TakesMask
               ? "block the signal before testing the flag, and unblock it only inside the wait "
                 "(ppoll, pselect, sigsuspend)"
               : "block the signal before testing the flag and unblock it only inside the wait "
                 "(ppoll, pselect, sigsuspend), or write to a pipe in the handler and poll that pipe too");
    Out.add(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
