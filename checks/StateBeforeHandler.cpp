//===- StateBeforeHandler.cpp - State created before its handler ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// State that outlives the process is created before the handler that undoes it is installed, or is told
// of it.
//
//===----------------------------------------------------------------------===//

#include "checks/HandlerWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-state-before-handler",
    "a file name, IPC object or terminal mode is made before the signal handler that undoes it is in place",
    "C",
    "0.3",
    "CWE-364, CWE-459, CWE-696",
    run,
};
const RegisterCheck Registered(Info);

struct Words {
  std::string_view Made, Undone, Left;
};

Words wordsFor(ResourceKind K) {
  switch (K) {
  case ResourceKind::Terminal:
    return {"the mode of the terminal is changed", "restores it",
            "leaves the terminal as it is: the shell that follows does not work in it"};
  case ResourceKind::Ipc:
    return {"an IPC object is created", "removes it",
            "leaves the object in the system until it is restarted"};
  default:
    return {"a file name is created", "removes it",
            "leaves it behind: what finds it takes it for one in use"};
  }
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  for (const EarlyState &S : Facts.EarlyStates) {
    const HandlerInstall &H = Facts.Handlers[S.Install];
    std::string Signal = H.Signal ? signalName(*H.Signal) : "the signal";
    Words Say = wordsFor(S.What);
    Draft F(Out, Info, S.Made->Expr, Certainty::Likely, Source::Signal);
    bool IsInstalled = S.K == EarlyState::Kind::Register;
    F.Message = std::string(Say.Made) + " here, before the handler of " + Signal + " that " +
                std::string(Say.Undone) + (IsInstalled ? " is told of it" : " is installed");
    if (S.Inside != S.Made)
      F.note(*S.Inside, "it happens here");
    F.note(*S.Needs, IsInstalled ? "the handler is told only here" : "the handler is installed only here");
    F.note(*S.Undo, "the handler " + std::string(Say.Undone) + " here");
    F.consequence(Level::Warning, (H.Signal ? "a " + Signal : std::string("one")) +
                                      " in between ends the program and " + std::string(Say.Left));
    F.help(IsInstalled ? "block the signal until the handler is told of it"
                       : "install the handler first, or block the signal until it is installed");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
