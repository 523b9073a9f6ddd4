//===- HandlerWording.cpp - Wording of findings about handlers ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/HandlerWording.h"

#include <algorithm>

namespace asyncsafe {

namespace {

constexpr size_t MaxChain = 4;

std::string quoted(const std::string &Text) { return "'" + Text + "'"; }

} // namespace

std::string functionName(const Unit &U, FunctionId F) {
  return U.Functions[F].IsLambda ? "the lambda" : quoted(U.Functions[F].Display);
}

Draft signalFinding(const Reporter &Out, const CheckInfo &Info, const SourceRange &Where, Certainty Sure) {
  return Draft(Out, Info, Where, Sure, Source::Signal);
}

std::string handlerOf(const UnitFacts &Facts, const HandlerRun &R) {
  std::optional<int64_t> Signal = Facts.Handlers[R.Install].Signal;
  return Signal ? "the handler of " + signalName(*Signal) : "a signal handler";
}

std::string signalOf(const UnitFacts &Facts, const HandlerRun &R) {
  std::optional<int64_t> Signal = Facts.Handlers[R.Install].Signal;
  return Signal ? "a " + signalName(*Signal) : "a signal";
}

namespace {

/// A handler that reinstalls itself is first installed elsewhere.
const HandlerInstall &firstInstall(const UnitFacts &Facts, const HandlerInstall &Known) {
  if (!runInHandler(Facts, Known.In))
    return Known;
  for (const HandlerInstall &H : Facts.Handlers)
    if (H.Handler == Known.Handler && H.Signal == Known.Signal && H.At && !runInHandler(Facts, H.In))
      return H;
  return Known;
}

} // namespace

void addInstallNote(const UnitFacts &Facts, const HandlerRun &R, Draft &F) {
  const HandlerInstall &H = firstInstall(Facts, Facts.Handlers[R.Install]);
  F.note(H.At->Expr,
         functionName(*Facts.Of, H.Handler) + " is installed as " + handlerOf(Facts, R) + " here");
}

void addHandlerNotes(const UnitFacts &Facts, const HandlerRun &R, Draft &F) {
  addInstallNote(Facts, R, F);
  std::vector<const HandlerRun *> Chain = chainTo(Facts, R);
  // Shows the beginning of a long chain, and its end.
  for (size_t I = 1; I < Chain.size(); ++I)
    if (I <= MaxChain || I + 1 == Chain.size())
      F.note(Chain[I]->Call->Expr, functionName(*Facts.Of, Chain[I - 1]->Function) + " calls " +
                                       functionName(*Facts.Of, Chain[I]->Function) + " here");
}

std::string objectName(const Unit &U, ObjectId O) {
  const std::string &Name = U.Objects[O].Name;
  size_t At = Name.rfind("::");
  return quoted(At == std::string::npos ? Name : Name.substr(At + 2));
}

} // namespace asyncsafe
