//===- Print.cpp - Facts as text ------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "effects/Print.h"

#include "analysis/Facts.h"
#include "analysis/exposures/Summaries.h"

// A new enumerator needs a word.
#pragma GCC diagnostic error "-Wswitch"

namespace asyncsafe {

namespace {

std::string position(const SourceRange &R) {
  return R.isValid() ? std::to_string(R.Line) + ":" + std::to_string(R.Column) : "-";
}

std::string_view spelling(ExposureReason R) {
  switch (R) {
  case ExposureReason::LateProtection:
    return "late protection";
  case ExposureReason::LateUnmask:
    return "late unmask";
  case ExposureReason::NoProtection:
    return "no protection";
  case ExposureReason::WrongKind:
    return "wrong kind of protection";
  case ExposureReason::EndedProtection:
    return "protection ended";
  case ExposureReason::SkippedObject:
    return "skipped object";
  }
  return "";
}

std::string_view spelling(Restart R) {
  switch (R) {
  case Restart::No:
    return "no";
  case Restart::Yes:
    return "yes";
  case Restart::Unknown:
    return "unknown";
  }
  return "";
}

/// One line of a fact: its location and its attributes.
class Line {
public:
  Line(const Unit &U, std::string_view Kind, FunctionId In, const Event &At) {
    Text = std::string(Kind) + " " + U.Functions[In].Name + " " + position(At.Expr);
  }
  Line &add(std::string_view Word) {
    if (!Word.empty())
      Text += " " + std::string(Word);
    return *this;
  }
  Line &add(Certainty C) { return add(spelling(C)); }
  Line &add(std::string_view Word, const Event *At) { return At ? add(Word).add(position(At->Expr)) : *this; }
  Line &add(std::string_view Word, const Place &P) { return P.isNone() ? *this : add(Word).add(spelling(P)); }
  Line &addIf(bool On, std::string_view Word) { return On ? add(Word) : *this; }
  Line &addChain(const std::vector<Effect::ChainLink> &Chain) {
    for (const Effect::ChainLink &L : Chain)
      add("> " + L.Function);
    return *this;
  }
  std::string end() const { return Text + "\n"; }

private:
  std::string Text;
};

std::string_view spelling(SignalDefect D) {
  switch (D) {
  case SignalDefect::Fatal:
    return "fatal";
  case SignalDefect::EndsLoop:
    return "ends the loop";
  case SignalDefect::Told:
    return "reported as an error";
  case SignalDefect::Closes:
    return "closes";
  case SignalDefect::TakenForSuccess:
    return "taken for success";
  case SignalDefect::TakenForNumber:
    return "taken for a number";
  case SignalDefect::NotRepeatable:
    return "not repeatable";
  case SignalDefect::FullLimit:
    return "full limit again";
  case SignalDefect::StaleErrno:
    return "stale errno";
  case SignalDefect::ErrnoNotSet:
    return "errno not set";
  case SignalDefect::ResultIsMinusOne:
    return "result is -1";
  case SignalDefect::ResultNotNegated:
    return "result not negated";
  case SignalDefect::ErrnoNotNegated:
    return "errno not negated";
  case SignalDefect::GoesOn:
    return "goes on";
  case SignalDefect::RepeatsNothing:
    return "repeats nothing";
  case SignalDefect::RetryIgnoresFlag:
    return "retry ignores flag";
  case SignalDefect::TestThenWait:
    return "test, then wait";
  case SignalDefect::ComesBefore:
    return "comes before the wait";
  case SignalDefect::RestartHidesFlag:
    return "restart hides flag";
  }
  return "";
}

std::string_view spelling(FlagOrder::Kind K) {
  switch (K) {
  case FlagOrder::Kind::WakeFirst:
    return "wakes first";
  case FlagOrder::Kind::ClearLast:
    return "clears last";
  case FlagOrder::Kind::DrainLast:
    return "drains last";
  }
  return "";
}

std::string_view spelling(PythonDefect D) {
  switch (D) {
  case PythonDefect::KeepsGil:
    return "keeps the GIL";
  case PythonDefect::RetriesUnasked:
    return "retries unasked";
  case PythonDefect::GoesOnWaiting:
    return "goes on waiting";
  case PythonDefect::LoopsUnasked:
    return "loops unasked";
  case PythonDefect::SpinsUnasked:
    return "spins unasked";
  case PythonDefect::IgnoresAnswer:
    return "ignores the answer";
  case PythonDefect::DropsError:
    return "drops the error";
  case PythonDefect::GoesOn:
    return "goes on";
  case PythonDefect::Succeeds:
    return "succeeds";
  case PythonDefect::AsksWithoutGil:
    return "asks without the GIL";
  }
  return "";
}

std::string printWaits(const UnitFacts &Facts) {
  const Unit &U = *Facts.Of;
  std::string Out;
  for (const Wait &W : Facts.Waits)
    Out += Line(U, "wait", W.In, *W.At)
               .add(spelling(W.E.Wait->Length))
               .add(spelling(W.E.Wait->Signal))
               .add(W.E.Sure)
               .add("on", W.E.Subject)
               .addIf(W.InLoop, "in-loop")
               .addIf(W.Nonblocking, "nonblocking")
               .addIf(W.OnThread, "on-thread")
               .addChain(W.E.Why->Chain)
               .end();
  for (const SignalWait &W : Facts.SignalWaits)
    Out += Line(U, "signal-wait", W.At.In, *W.At.At)
               .add(W.Sure)
               .addIf(W.Install != NoId, "handler")
               .add(W.Install == NoId ? "" : U.Callees[Facts.Handlers[W.Install].Callee].Name)
               .addIf(W.Test.Object != NoId, "flag")
               .add(W.Test.Object == NoId ? "" : U.Objects[W.Test.Object].Name)
               .add("then", W.Then)
               .add(spelling(W.What))
               .end();
  return Out;
}

std::string printThreads(const UnitFacts &Facts) {
  const Unit &U = *Facts.Of;
  std::string Out;
  for (const LostWakeup &L : Facts.LostWakeups)
    Out += Line(U, "lost-wakeup", L.In, *L.Store)
               .add(L.Sure)
               .add("flag", L.Flag)
               .add("wakes", L.Wake)
               .add("waits", L.Wait)
               .add("for", L.Condition)
               .add("lock", L.Lock)
               .end();
  for (const PreventedWait &W : Facts.PreventedWaits)
    Out += Line(U, "prevented-wait", W.In, *W.Wait)
               .add("flag", W.Flag)
               .add("stored", W.Store)
               .add("started", W.Start)
               .add("thrown", W.Throw)
               .add("call", W.Call)
               .end();
  for (const UnstoppableWait &W : Facts.UnstoppableWaits)
    Out += Line(U, "unstoppable-wait", W.In, *W.Wait)
               .add(W.Sure)
               .add(W.IsToken ? "token" : "flag", W.Flag)
               .add("stored", W.Store)
               .add("woken", W.Wake)
               .add("closed", W.Close)
               .add("joined", W.Join)
               .addChain(W.Chain)
               .end();
  for (const MaskedWait &W : Facts.MaskedWaits)
    Out += Line(U, "masked-wait", W.In, *W.Wait)
               .add(W.Sure)
               .add(spelling(W.What))
               .add("from", W.Begin)
               .add("to", W.End)
               .addChain(W.Chain)
               .end();
  for (const PythonWait &W : Facts.PythonWaits)
    Out += Line(U, "python-wait", W.In, *W.At).add(W.Sure).addChain(W.Chain).add(spelling(W.What)).end();
  for (const FlagOrder &O : Facts.FlagOrders)
    Out += Line(U, "flag-order", O.In, *O.Second)
               .add(O.Sure)
               .add(spelling(O.K))
               .add("flag", O.Flag)
               .add("after", O.First)
               .add("other", O.Other)
               .add("waits", O.Wait)
               .end();
  for (const HandleWait &W : Facts.HandleWaits)
    Out += Line(U, "handle-wait", W.In, *W.Wait)
               .add("on", W.On)
               .add("stop", W.Stop)
               .add("set", W.Set)
               .add("joined", W.Join)
               .end();
  return Out;
}

} // namespace

std::string print(const UnitFacts &Facts) {
  const Unit &U = *Facts.Of;
  std::string Out;
  Summaries All(*Facts.Calls, AnalysisOptions());
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const CalleeEffects &S = All.of(F);
    if (S.Effects.empty())
      continue;
    Out += "summary " + U.Functions[F].Name + "\n";
    for (const Effect &E : S.Effects)
      Out += "  " + print(E) + "\n";
  }
  for (const Exposure &X : Facts.Exposures) {
    Out += "exposure " + X.In->Name + " " + std::string(spelling(X.Resource)) + " " + X.PlaceText +
           " acquired " + position(X.Acquire->Expr) + " " + std::string(spelling(X.Why)) + " " +
           std::string(spelling(X.Sure)) + ": " + std::string(spelling(X.Reason)) + "\n";
    for (const ExposedPoint &P : X.Points)
      Out += "  point " + position(P.At->Expr) + " " + std::string(spelling(P.Why)) + " " +
             std::string(spelling(P.Sure)) + (P.type().empty() ? "" : " " + P.type()) + "\n";
    for (const Event *R : X.Releases)
      Out += "  release " + position(R->Expr) + "\n";
  }
  for (const HandlerInstall &H : Facts.Handlers)
    Out += "handler " + U.Callees[H.Callee].Name + " for " + (H.Signal ? signalName(*H.Signal) : "?") +
           " restarts " + std::string(spelling(H.Restarts)) + " installed " + U.Functions[H.In].Name + " " +
           position(H.At->Expr) + (H.Handler == NoId ? " no body" : "") + "\n";
  for (const HandlerWrite &W : Facts.HandlerWrites) {
    Out += "write " + U.Objects[W.Object].Name + " " + position(W.At->Expr);
    for (const HandlerRun *R : chainTo(Facts, Facts.HandlerRuns[W.Run]))
      Out += " > " + U.Functions[R->Function].Name;
    if (std::optional<int64_t> Signal = Facts.Handlers[W.Install].Signal)
      Out += " for " + signalName(*Signal);
    Out += "\n";
  }
  Out += printWaits(Facts) + printThreads(Facts);
  for (const Refusal &R : Facts.Refusals)
    Out += "refused " + R.Function + " " + position(R.Range) + ": " + R.Reason + "\n";
  return Out;
}

} // namespace asyncsafe
