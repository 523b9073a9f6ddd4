//===- InfiniteWait.cpp - Windows threads that ignore their stop event ----===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A thread has a stop event, and waits only for another handle, with no timeout and not
// alertably.
//
//===----------------------------------------------------------------------===//

#include "analysis/engine/Shared.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-infinite-wait",
    "a Windows thread with a stop event waits only for another handle, with no timeout",
    "C",
    "0.2",
    "CWE-833",
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const HandleWait &W : Facts.HandleWaits) {
    std::string On = quoted(sharedName(W.On, U)), Stop = quoted(sharedName(W.Stop, U));
    Draft F(Out, Info, W.Wait->Expr, Certainty::Likely, Cause::stop());
    F.Message = waiterName(*W.Wait, U) + " waits only for " + On +
                ", with no timeout: setting the stop event " + Stop + " does not wake it";
    F.note(W.Set->Expr, "the stop is requested here");
    F.note(W.Join->Expr, "and this waits for the thread to end");
    F.consequence(Level::Error, "the thread never ends, and the code that joins it blocks forever");
    F.help("wait for " + Stop + " and " + On + " together (WaitForMultipleObjects)");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
