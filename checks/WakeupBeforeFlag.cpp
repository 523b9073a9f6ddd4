//===- WakeupBeforeFlag.cpp - Flags and wakeups in the wrong order --------===//
//
// The woken side may look at the flag before it is stored, clear a flag that was stored
// again while it acted, or take a wakeup whose flag it has not seen: each way it sleeps on.
//
//===----------------------------------------------------------------------===//

#include "analysis/Shared.h"
#include "checks/FixIts.h"
#include "checks/HandlerWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-wakeup-before-flag",
    "a wakeup comes before the flag that it is about, or the flag is cleared after it was acted upon",
    "C",
    "0.2",
    "CWE-362, CWE-364",
    true,
    run,
};
const RegisterCheck Registered(Info);

std::string calleeOf(const Event &E, const Unit &U) {
  return E.site().Callee == NoId ? "this" : "'" + U.Callees[E.site().Callee].Display + "'";
}

class Wording {
public:
  Wording(const UnitFacts &Facts, const FlagOrder &O)
      : U(*Facts.Of), Facts(Facts), O(O), Handler(O.Run == NoId ? nullptr : &Facts.HandlerRuns[O.Run]),
        Flag("'" + sharedName(O.Flag, U) + "'"), F(signalFinding(Info, O.Second->Expr, O.Sure)) {}

  Finding finding() && {
    switch (O.K) {
    case FlagOrder::Kind::WakeFirst: wakeFirst(); break;
    case FlagOrder::Kind::ClearLast: clearLast(); break;
    case FlagOrder::Kind::DrainLast: drainLast(); break;
    }
    return std::move(F);
  }

private:
  void note(const Event *At, std::string Text) {
    if (At)
      F.Notes.push_back({At->Expr, std::move(Text)});
  }
  std::string other() const { return functionName(U, O.OtherIn); }

  void wakeFirst() {
    F.Message = Flag + " is stored after " + calleeOf(*O.First, U) +
                " has woken the code that looks at it, which may find it unchanged and sleep again";
    if (Handler)
      addHandlerNotes(Facts, *Handler, F.Notes);
    note(O.First, "the wakeup is here");
    note(O.Other, "the flag is looked at here, in " + other());
    if (O.IsCallback)
      note(O.Wait, other() + " is registered here, to be called when there is a wakeup");
    else
      note(O.Wait, O.Other ? "which waits here" : "whoever looks at the flag waits here, in " + other());
    if (O.Lock.isNone()) {
      note(O.Second, "store the flag first, then wake");
      F.Fixes = swapStatements(*O.First, *O.Second);
    } else {
      note(O.Second, "store the flag first, under '" + sharedName(O.Lock, U) + "', then wake");
    }
  }

  void clearLast() {
    F.Message = Flag + " is cleared after it was acted upon: " +
                (Handler ? signalOf(Facts, *Handler) + " that comes meanwhile" : "what is asked for meanwhile") +
                " is lost";
    if (Handler)
      addInstallNote(Facts, *Handler, F.Notes);
    note(O.Other, Handler ? "the handler sets it here" : other() + " sets it here");
    note(O.First, calleeOf(*O.First, U) + " acts upon it here");
    note(O.Second, "clear the flag first, then act");
    F.Fixes = swapStatements(*O.First, *O.Second);
  }

  void drainLast() {
    F.Message = calleeOf(*O.Second, U) + " takes the wakeup after " + Flag +
                " was looked at: if it is stored in between, the next wait does not end";
    if (Handler)
      addInstallNote(Facts, *Handler, F.Notes);
    note(O.Other, (Handler ? "the handler" : other()) + " stores the flag here, then wakes");
    note(O.First, "the flag is looked at here");
    note(O.Wait, "nothing looks at it again before this wait");
    note(O.Second, "take the wakeup first, then look at the flag");
  }

  const Unit &U;
  const UnitFacts &Facts;
  const FlagOrder &O;
  const HandlerRun *Handler; ///< null: a thread
  std::string Flag;
  Finding F;
};

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  for (const FlagOrder &O : Facts.FlagOrders)
    if (speaks(O.Sure, Options))
      Out.push_back(Wording(Facts, O).finding());
}

} // namespace

} // namespace asyncsafe
