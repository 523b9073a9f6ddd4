//===- WaitForWhatFailed.cpp - Waits for a thread that never began --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A destructor waits for what only a thread sets; an exception can destroy the object before that thread
// is started.
//
//===----------------------------------------------------------------------===//

#include "analysis/engine/Shared.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-wait-for-what-failed",
    "a destructor waits for a thread that an exception may have kept from starting",
    "B",
    "0.3",
    "CWE-833",
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const PreventedWait &W : Facts.PreventedWaits) {
    if (!Out.speaks(Certainty::Likely))
      continue;
    Draft F(Out, Info, W.Wait->Expr, Certainty::Likely, {Source::Throw});
    std::string Flag = quoted(sharedName(W.Flag, U)), Starter = quoted(U.Functions[W.StartsIn].Display);
    F.Message = "the destructor waits for " + Flag + ", which only the thread that " + Starter +
                " starts can set, and " + Starter + " may throw before that";
    F.note(W.Throw->Expr, "the exception leaves " + Starter + " here" +
                              (W.Why->Type.empty() ? "" : ", with type " + quoted(W.Why->Type)));
    F.note(W.Start->Expr, "the thread is started only here");
    F.note(W.Store->Expr, "the thread sets " + Flag + " here");
    F.note(W.Call->Expr, "an exception from this call destroys the object");
    F.consequence(Level::Error, "the destructor never returns");
    F.help("wait only if the thread has been started: store that under the lock, or test a joinable thread");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
