//===- HandlerBeforeTarget.cpp - Signals that arrive too early ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler that jumps can run before the place that it jumps to is set, or a signal is
// unblocked before its handler is installed.
//
//===----------------------------------------------------------------------===//

#include "checks/HandlerWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-handler-before-target",
    "a signal can arrive before its handler is installed, or before the handler's jump target is set",
    "C",
    "0.3",
    "CWE-364, CWE-696",
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  for (const EarlySignal &S : Facts.EarlySignals) {
    const HandlerInstall &H = Facts.Handlers[S.Install];
    std::string Signal = H.Signal ? signalName(*H.Signal) : "signal";
    Draft F(Out, Info, S.From->Expr, Certainty::Likely, Source::Signal);
    if (S.K == EarlySignal::Kind::Unblocked) {
      F.Message = Signal + " is unblocked here, before its handler is installed";
      F.note(*S.Needs, "the handler is installed only here");
      F.consequence(Level::Error, "a pending " + Signal +
                                      " takes its default action: the program ends, or the signal is lost");
      F.help("install the handler, then unblock the signal");
    } else {
      F.Message = std::string(S.Opens     ? Signal + " is unblocked"
                              : S.IsTimer ? "the timer is armed"
                                          : "the handler of " + Signal + " is installed") +
                  " here, before the target that the handler jumps to is set";
      F.note(*S.Jump, "the handler jumps here");
      F.note(*S.Needs, "the target is set only here");
      F.consequence(Level::Error, "a " + Signal + " that arrives in between jumps to an undefined place");
      F.help(S.Opens     ? "set the target, then unblock the signal"
             : S.IsTimer ? "set the target, then arm the timer"
                         : "set the target, then install the handler");
    }
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
