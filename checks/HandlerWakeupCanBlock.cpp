//===- HandlerWakeupCanBlock.cpp - Handlers that can block ----------------===//
//
// A signal handler writes to a pipe or socket that blocks once it is full, and whoever
// would empty it may be the very code that the handler interrupts.
//
//===----------------------------------------------------------------------===//

#include "checks/HandlerWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-handler-wakeup-can-block",
    "a signal handler writes to a pipe or socket that was not made non-blocking",
    "C",
    "0.2",
    "CWE-833",
    true,
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  const Unit &U = *Facts.Of;
  for (const BlockingWakeup &W : Facts.Defects.BlockingWakeups) {
    if (!speaks(W.Sure, Options))
      continue;
    const HandlerRun &R = Facts.HandlerRuns[W.Run];
    Finding F = signalFinding(Info, W.Created->Expr, W.Sure);
    F.Message = "'" + U.Callees[W.Created->site().Callee].Display +
                "' does not set O_NONBLOCK on the descriptor that " + handlerOf(Facts, R) +
                " writes to: once its buffer is full, the handler blocks";
    addHandlerNotes(Facts, R, F.Notes);
    F.Notes.push_back({W.Write->Expr, "the handler writes here"});
    F.Notes.push_back({W.Created->Expr,
                       "set O_NONBLOCK at least on the write end; a wakeup that does not fit can be dropped, "
                       "because an earlier one is still unread"});
    Out.push_back(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
