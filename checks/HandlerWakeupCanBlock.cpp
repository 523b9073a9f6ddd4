//===- HandlerWakeupCanBlock.cpp - Handlers that can block ----------------===//
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

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const BlockingWakeup &W : Facts.Defects.BlockingWakeups) {
    if (!Out.speaks(W.Sure))
      continue;
    const HandlerRun &R = Facts.HandlerRuns[W.Run];
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
