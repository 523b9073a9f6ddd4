//===- BlockingWhileMasked.cpp - Waits that cannot be interrupted ---------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function masks cancellation, interruption or the signals that request a stop, and then waits without
// bound.
//
//===----------------------------------------------------------------------===//

#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-blocking-while-masked",
    "a call waits without bound while cancellation, interruption or the stop signals are masked",
    "C",
    "0.2",
    "CWE-833",
    run,
};
const RegisterCheck Registered(Info);

struct Words {
  std::string_view State, Begin, End, WayOut;
};

Words wordsFor(const MaskedWait &W) {
  if (W.What == Source::Interrupt && W.IsPlain)
    return {"interruption is masked, and it is not an interruptible operation", "interruption is masked here",
            "until here",
            "use the runtime's form of the call, which is interrupted also where interruption is masked, or "
            "restore "
            "interruption around it"};
  if (W.What == Source::Interrupt && W.IsWhole)
    return {"interruption is masked, even for interruptible operations", "interruption is masked here",
            "until here",
            W.HasOperation
                ? "use a mask that still allows interruptible operations, or give the wait a timeout"
                : "restore interruption around the wait, or give it a timeout"};
  switch (W.What) {
  case Source::Cancel:
    return {"cancellation is disabled", "cancellation is disabled here", "and re-enabled only here",
            "enable cancellation around the wait, or give the wait a timeout and test for cancellation"};
  case Source::Interrupt:
    return {"interruption is disabled", "interruption is disabled here", "and re-enabled only here",
            "restore interruption around the wait, or give it a timeout"};
  default:
    return {
        "the signals that ask to stop are blocked", "the signals are blocked here", "and unblocked only here",
        "unblock them only inside the wait (ppoll, pselect, epoll_pwait, sigsuspend), or give it a timeout"};
  }
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const MaskedWait &W : Facts.MaskedWaits) {
    if (!Out.speaks(W.Sure))
      continue;
    Words Say = wordsFor(W);
    Draft F(Out, Info, W.Wait->Expr, W.Sure, W.What == Source::Signal ? Cause::stop() : W.What);
    F.Message = waiterName(*W.Wait, U) +
                (W.Limit ? " waits " + limitName(*W.Limit) : std::string(" may block forever")) + " while " +
                std::string(Say.State);
    F.note(W.Begin->Expr, std::string(Say.Begin));
    addWaitChain(W.Chain, F);
    if (W.End)
      F.note(W.End->Expr, std::string(Say.End));
    F.consequence(Level::Error, "a request to stop takes effect only when something else ends the wait");
    F.help(std::string(Say.WayOut));
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
