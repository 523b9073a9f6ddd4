//===- InfiniteWait.cpp - Windows threads that miss their stop event ------===//
//
// A thread has a stop event, and waits for another handle alone, for ever, and not
// alertably.
//
//===----------------------------------------------------------------------===//

#include "analysis/Shared.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-infinite-wait",
    "a Windows thread with a stop event waits only for another handle, with no timeout",
    "C",
    "0.2",
    "CWE-833",
    true,
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out) {
  const Unit &U = *Facts.Of;
  for (const HandleWait &W : Facts.HandleWaits) {
    std::string On = quoted(sharedName(W.On, U)), Stop = quoted(sharedName(W.Stop, U));
    Finding F;
    F.Check = Info.Id;
    F.Where = W.Wait->Expr;
    F.Sure = Certainty::Likely;
    F.Why = Source::Signal;
    F.Message = waiterName(*W.Wait, U) + " waits only for " + On +
                ", with no timeout: setting the stop event " + Stop + " does not wake it";
    F.Notes.push_back({W.Set->Expr, "the stop is requested here"});
    F.Notes.push_back({W.Join->Expr, "and this waits for the thread to end"});
    F.Notes.push_back(
        {W.Wait->Expr, "wait for " + Stop + " and " + On + " together (WaitForMultipleObjects)"});
    Out.push_back(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
