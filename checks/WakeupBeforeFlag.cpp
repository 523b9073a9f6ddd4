//===- WakeupBeforeFlag.cpp - Flags and wakeups in the wrong order --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The woken side may test the flag before it is stored, clear a flag that was set again while it acted,
// or drain a wakeup whose flag it has not seen: in each case it keeps sleeping.
//
//===----------------------------------------------------------------------===//

#include "analysis/engine/Shared.h"
#include "checks/FixIts.h"
#include "checks/HandlerWording.h"

#include <algorithm>

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-wakeup-before-flag",
    "a wakeup is sent before its flag is stored, or the flag is cleared after it is acted on",
    "C",
    "0.2",
    "CWE-362, CWE-364",
    run,
    "high",
};
const RegisterCheck Registered(Info);

std::string calleeOf(const Event &E, const Unit &U) {
  return E.site().Callee == NoId ? "this call" : "'" + U.Callees[E.site().Callee].Display + "'";
}

class Wording {
public:
  Wording(const UnitFacts &Facts, const FlagOrder &O, const Reporter &Out)
      : U(*Facts.Of), Facts(Facts), O(O), Handler(O.Run == NoId ? nullptr : &Facts.HandlerRuns[O.Run]),
        Flag("'" + sharedName(O.Flag, U) + "'"),
        F(Out, Info, O.Second->Expr, O.Sure, Handler ? Source::Signal : Cause::stop()) {}

  Draft finding() && {
    switch (O.K) {
    case FlagOrder::Kind::WakeFirst:
      wakeFirst();
      break;
    case FlagOrder::Kind::ClearLast:
      clearLast();
      break;
    case FlagOrder::Kind::DrainLast:
      drainLast();
      break;
    }
    return std::move(F);
  }

private:
  void note(const Event *At, std::string Text) {
    if (At)
      F.note(At->Expr, std::move(Text));
  }
  std::string other() const { return functionName(U, O.OtherIn); }

  void wakeFirst() {
    F.Message = Flag + " is stored after " + calleeOf(*O.First, U) +
                " wakes the code that tests it, which may read the old value and wait again";
    if (Handler)
      addHandlerNotes(Facts, *Handler, F);
    note(O.First, "the wakeup is sent here");
    note(O.Other, "the flag is tested here, in " + other());
    if (O.IsCallback)
      note(O.Wait, other() + " is registered here, to be called on a wakeup");
    else
      note(O.Wait, O.Other ? "and it waits here" : "the code that tests the flag waits here, in " + other());
    F.consequence(Level::Error, "the request is not noticed until the next wakeup");
    if (O.Lock.isNone()) {
      F.help("store the flag first, then wake");
      F.fix("swap the two statements", swapStatements(*O.First, *O.Second));
    } else {
      F.help("store the flag first, under '" + sharedName(O.Lock, U) + "', then wake");
    }
  }

  void clearLast() {
    F.Message =
        Flag + " is cleared after it is acted on: " +
        (Handler ? signalOf(Facts, *Handler) + " that arrives in between" : "a request made in between") +
        " is lost";
    if (Handler)
      addInstallNote(Facts, *Handler, F);
    note(O.Other, Handler ? "the handler sets it here" : other() + " sets it here");
    note(O.First, calleeOf(*O.First, U) + " acts on it here");
    const std::vector<Place> &Given = O.First->site().Args;
    const bool GivesValue = std::find(Given.begin(), Given.end(), O.Flag) != Given.end();
    F.help(GivesValue ? "copy the flag and clear it, then act on the copy"
                      : "clear the flag first, then act");
    F.consequence(Level::Error, "that request is never carried out, unless another one follows");
    if (!GivesValue)
      F.fix("swap the two statements", swapStatements(*O.First, *O.Second));
  }

  void drainLast() {
    F.Message = calleeOf(*O.Second, U) + " consumes the wakeup after " + Flag + " is tested: if " + Flag +
                " is set in between, the next wait does not end";
    if (Handler)
      addInstallNote(Facts, *Handler, F);
    note(O.Other, (Handler ? "the handler" : other()) + " sets the flag here, then wakes");
    note(O.First, "the flag is tested here");
    note(O.Wait, "it is not tested again before this wait");
    F.help("consume the wakeup before testing the flag");
    F.consequence(Level::Error, "the request is not noticed until the next wakeup");
  }

  const Unit &U;
  const UnitFacts &Facts;
  const FlagOrder &O;
  const HandlerRun *Handler; ///< null: a thread
  std::string Flag;
  Draft F;
};

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  for (const FlagOrder &O : Facts.FlagOrders)
    if (Out.speaks(O.Sure))
      Out.add(Wording(Facts, O, Out).finding());
}

} // namespace

} // namespace asyncsafe
