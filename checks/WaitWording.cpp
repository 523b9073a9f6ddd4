//===- WaitWording.cpp - Wording of findings about waits ------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/WaitWording.h"

namespace asyncsafe {

namespace {

std::string quoted(std::string_view Text) { return "'" + std::string(Text) + "'"; }

std::string calleeName(CalleeId Id, const Unit &U, const std::string &Else) {
  return quoted(Id == NoId ? Else : U.Callees[Id].Display);
}

std::string signalOf(const HandlerInstall &I) { return I.Signal ? signalName(*I.Signal) : "a signal"; }

} // namespace

Draft findingAt(const Reporter &Out, const CheckInfo &Info, const SignalWait &X) {
  return Draft(Out, Info, X.At.At->Expr, X.Sure, Source::Signal);
}

std::string waitName(const SignalWait &X, const UnitFacts &Facts) {
  return calleeName(X.At.At->site().Callee, *Facts.Of, *X.At.At->Spelling);
}

std::string blockingName(const SignalWait &X, const UnitFacts &Facts) {
  return calleeName(X.At.Blocking->site().Callee, *Facts.Of, *X.At.Blocking->Spelling);
}

std::string handlerName(const SignalWait &X, const UnitFacts &Facts) {
  const HandlerInstall &I = Facts.Handlers[X.Install];
  return I.Signal ? "the handler of " + signalOf(I) : "a signal handler";
}

std::string flagName(const SignalWait &X, const UnitFacts &Facts) {
  return quoted(Facts.Of->Objects[X.Test.Object].Name);
}

void addTestNote(const SignalWait &X, const UnitFacts &Facts, Draft &F) {
  if (X.Test.Where.isValid())
    F.note(X.Test.Where, flagName(X, Facts) + " is tested here");
}

void addChainNotes(const SignalWait &X, const UnitFacts &Facts, Draft &F) {
  const std::vector<Effect::ChainLink> &Chain = X.At.E.Why->Chain;
  for (size_t I = 0; I < Chain.size(); ++I) {
    if (!Chain[I].At.isValid())
      continue;
    std::string Next = I + 1 < Chain.size()
                           ? quoted(Chain[I + 1].Function)
                           : calleeName(X.At.Blocking->site().Callee, *Facts.Of, *X.At.Blocking->Spelling);
    F.note(Chain[I].At, quoted(Chain[I].Function) + " calls " + Next + " here");
  }
}

void addInstallNote(const SignalWait &X, const UnitFacts &Facts, Draft &F) {
  const HandlerInstall &I = Facts.Handlers[X.Install];
  if (!I.At)
    return;
  std::string Text = calleeName(I.Callee, *Facts.Of, "a function") + " is installed as the handler of " +
                     signalOf(I) + " here";
  bool Never = X.At.Blocking->effect().Wait->Signal == OnSignal::Fails;
  if (Never)
    Text += "; " + calleeName(X.At.Blocking->site().Callee, *Facts.Of, "the call") +
            " is never restarted, even with SA_RESTART";
  else if (I.Restarts == Restart::Yes)
    Text += ", and interrupted calls are restarted";
  else
    Text += ", without SA_RESTART";
  F.note(I.At->Expr, std::move(Text));
}

void addStoreNote(const SignalWait &X, const UnitFacts &Facts, std::string_view Suffix, Draft &F) {
  if (X.Store)
    F.note(X.Store->Expr,
           handlerName(X, Facts) + " sets " + flagName(X, Facts) + " here" + std::string(Suffix));
}

} // namespace asyncsafe
