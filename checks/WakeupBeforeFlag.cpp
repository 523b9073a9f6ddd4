//===- WakeupBeforeFlag.cpp - Flags and wakeups in the wrong order --------===//
//
// The woken side may look at the flag before it is stored, or clear a flag that was
// stored again while it acted: either way a signal is lost.
//
//===----------------------------------------------------------------------===//

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
  return E.Site.Callee == NoId ? "this" : "'" + U.Callees[E.Site.Callee].Display + "'";
}

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  const Unit &U = *Facts.Of;
  for (const FlagOrder &O : Facts.Defects.FlagOrders) {
    if (!speaks(O.Sure, Options))
      continue;
    const HandlerRun &R = Facts.HandlerRuns[O.Run];
    std::string Flag = objectName(U, O.Object);
    bool Wakes = O.K == FlagOrder::Kind::WakeFirst;
    Finding F = signalFinding(Info, O.Second->Expr, O.Sure);
    if (Wakes) {
      F.Message = Flag + " is stored after " + calleeOf(*O.First, U) +
                  " has woken the code that looks at it, which may find it unset and sleep again";
      addHandlerNotes(Facts, R, F.Notes);
      F.Notes.push_back({O.First->Expr, "the wakeup is here"});
      F.Notes.push_back({O.Other->Expr, "the flag is looked at here, in '" + U.Functions[O.OtherIn].Display + "'"});
      F.Notes.push_back({O.Second->Expr, "store the flag first, then wake"});
    } else {
      F.Message = Flag + " is cleared after it was acted upon: " + signalOf(Facts, R) + " that comes meanwhile is lost";
      addInstallNote(Facts, R, F.Notes);
      F.Notes.push_back({O.Other->Expr, "the handler sets it here"});
      F.Notes.push_back({O.First->Expr, calleeOf(*O.First, U) + " acts upon it here"});
      F.Notes.push_back({O.Second->Expr, "clear the flag first, then act"});
    }
    F.Fixes = swapStatements(*O.First, *O.Second);
    Out.push_back(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
