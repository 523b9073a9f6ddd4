//===- HandlerWakeupCanBlock.cpp - Handlers that can block ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A signal handler writes to a pipe or socket that blocks once it is full, and the
// code that would empty it may be the very code that the handler interrupts.
//
//===----------------------------------------------------------------------===//

#include "checks/HandlerWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-handler-wakeup-can-block",
    "a signal handler writes to a pipe or socket that was not made non-blocking",
    "C",
    "0.2",
    "CWE-833",
    run,
    "high",
};
const RegisterCheck Registered(Info);

void sayReader(const BlockingWakeup &W, const UnitFacts &Facts, Reporter &Out) {
  Draft F = signalFinding(Out, Info, W.Read->Expr, W.Sure);
  F.Message = "'" + Facts.Of->Callees[W.Read->site().Callee].Display +
              "' is repeated until nothing is left, but only the other end of the pipe was made non-blocking";
  F.note(W.Created->Expr, "the pipe is created here");
  F.note(W.Write->Expr, handlerOf(Facts, Facts.HandlerRuns[W.Run]) + " writes to it here");
  F.consequence(Level::Error,
                "once the pipe is empty, the code waits for the next signal instead of going on");
  F.help("set O_NONBLOCK on both ends, or read once");
  Out.add(std::move(F));
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const BlockingWakeup &W : Facts.Defects.BlockingWakeups) {
    if (!Out.speaks(W.Sure))
      continue;
    const HandlerRun &R = Facts.HandlerRuns[W.Run];
    if (W.Read) {
      sayReader(W, Facts, Out);
      continue;
    }
    Draft F = signalFinding(Out, Info, W.Created->Expr, W.Sure);
    F.Message = "'" + U.Callees[W.Created->site().Callee].Display +
                "' does not set O_NONBLOCK on the descriptor that " + handlerOf(Facts, R) +
                " writes to: once its buffer is full, the handler blocks";
    addHandlerNotes(Facts, R, F);
    F.note(W.Write->Expr, "the handler writes here");
    F.consequence(Level::Warning,
                  "with the buffer full, the handler waits for a reader that it may itself have interrupted");
    F.help("set O_NONBLOCK at least on the write end; a wakeup that does not fit can be dropped, "
           "because an earlier one is still unread");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
