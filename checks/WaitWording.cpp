//===- WaitWording.cpp - How findings about waits and signals speak -------===//

#include "checks/WaitWording.h"

namespace asyncsafe {

namespace {

std::string quoted(std::string_view Text) { return "'" + std::string(Text) + "'"; }

std::string calleeName(CalleeId Id, const Unit &U, const std::string &Else) {
  return quoted(Id == NoId ? Else : U.Callees[Id].Display);
}

std::string signalOf(const HandlerInstall &I) { return I.Signal ? signalName(*I.Signal) : "a signal"; }

} // namespace

Finding findingAt(const CheckInfo &Info, const SignalWait &X) {
  Finding F;
  F.Check = Info.Id;
  F.Where = X.At.At->Expr;
  F.Sure = X.Sure;
  F.Why = Source::Signal;
  return F;
}

std::string waitName(const SignalWait &X, const UnitFacts &Facts) {
  return calleeName(X.At.At->site().Callee, *Facts.Of, *X.At.At->Spelling);
}

std::string handlerName(const SignalWait &X, const UnitFacts &Facts) {
  const HandlerInstall &I = Facts.Handlers[X.Install];
  return I.Signal ? "the handler of " + signalOf(I) : "a signal handler";
}

std::string flagName(const SignalWait &X, const UnitFacts &Facts) {
  return quoted(Facts.Of->Objects[X.Test.Object].Name);
}

std::string thenName(const SignalWait &X, const UnitFacts &Facts) {
  return calleeName(X.Then->site().Callee, *Facts.Of, *X.Then->Spelling);
}

void addTestNote(const SignalWait &X, const UnitFacts &Facts, std::vector<Note> &Notes) {
  if (X.Test.Where.isValid())
    Notes.push_back({X.Test.Where, flagName(X, Facts) + " is tested here"});
}

void addChainNotes(const SignalWait &X, const UnitFacts &Facts, std::vector<Note> &Notes) {
  const std::vector<Effect::ChainLink> &Chain = X.At.E.Why->Chain;
  for (size_t I = 0; I < Chain.size(); ++I) {
    if (!Chain[I].At.isValid())
      continue;
    std::string Next = I + 1 < Chain.size()
                           ? quoted(Chain[I + 1].Function)
                           : calleeName(X.At.Blocking->site().Callee, *Facts.Of, *X.At.Blocking->Spelling);
    Notes.push_back({Chain[I].At, quoted(Chain[I].Function) + " calls " + Next + " here"});
  }
}

void addInstallNote(const SignalWait &X, const UnitFacts &Facts, std::vector<Note> &Notes) {
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
  Notes.push_back({I.At->Expr, std::move(Text)});
}

void addStoreNote(const SignalWait &X, const UnitFacts &Facts, std::string_view Suffix,
                  std::vector<Note> &Notes) {
  if (X.Store)
    Notes.push_back({X.Store->Expr,
                     handlerName(X, Facts) + " sets " + flagName(X, Facts) + " here" + std::string(Suffix)});
}

} // namespace asyncsafe
