//===- NoCheckpoint.cpp - Loops that cannot be stopped --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loop that runs forever never tests whether its thread or coroutine should stop, although other loops
// do.
//
//===----------------------------------------------------------------------===//

#include "checks/HandlerWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-no-checkpoint",
    "a thread's loop runs forever and never tests whether it should stop, although other loops do (with "
    "Strict)",
    "B",
    "0.3",
    "CWE-835",
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &Options, Reporter &Out) {
  // Whether a computation terminates cannot be seen from its code, unless nothing leaves its loop.
  const Certainty Sure = Options.Strict ? Certainty::Unknown : Certainty::Likely;
  const Unit &U = *Facts.Of;
  for (const UnstoppableLoop &L : Facts.UnstoppableLoops) {
    bool IsFlag = L.How == UnstoppableLoop::Asks::Flag, IsSuspend = L.How == UnstoppableLoop::Asks::Suspend;
    Cause Why = IsFlag ? Cause::stop() : Cause(IsSuspend ? Source::Suspend : L.By);
    Draft F(Out, Info, L.Where, Sure, Why);
    std::string Flag = L.Flag == NoId ? std::string() : objectName(U, L.Flag);
    if (IsSuspend) {
      F.Message = "this loop has no end and never suspends the coroutine";
      F.note(*L.Elsewhere, "another coroutine is suspended in its loop here");
      F.consequence(Level::Warning,
                    "nothing else runs on this thread, and the coroutine cannot be destroyed");
      F.help("suspend the coroutine once in each turn");
    } else if (IsFlag) {
      F.Message = "this loop has no end and never tests " + (Flag.empty() ? "whether it should stop" : Flag);
      F.note(*L.Elsewhere, "another loop tests it here");
      F.consequence(Level::Warning, "the thread that asks it to stop waits for it forever");
      F.help("test the flag once in each turn");
    } else {
      std::string What = L.By == Source::Cancel ? "cancellation point" : "interruption point";
      F.Message = "this loop has no end and no " + What;
      F.note(*L.Elsewhere, "another loop has one here");
      F.consequence(Level::Warning, std::string("the thread that ") +
                                        (L.By == Source::Cancel ? "cancels" : "interrupts") +
                                        " it waits for it forever");
      F.help("add " + std::string(L.By == Source::Cancel ? "a " : "an ") + What + " to the loop");
    }
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
