//===- SignalWindows.cpp - Signals unblocked for one wait -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/SignalWindows.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// Callers further out are not asked whether the program ends there.
constexpr unsigned MaxDepth = 3;

/// `if (timed) unblock(); wait(); if (timed) block();`: the condition under which the signal is
/// unblocked.
std::optional<Condition> conditionOf(const Function &F, BlockId B) {
  Predecessors Into(F);
  return Into.end(B) - Into.begin(B) == 1 ? Into.begin(B)->Over->When : std::nullopt;
}

bool excludes(const std::optional<Condition> &Known, const Edge &E) {
  using Op = Predicate::Op;
  if (!Known || !E.When || Known->Subject != E.When->Subject || Known->Test.Constant != E.When->Test.Constant)
    return false;
  return (Known->Test.O == Op::NE && E.When->Test.O == Op::EQ) ||
         (Known->Test.O == Op::EQ && E.When->Test.O == Op::NE);
}

bool harmless(const Unit &U, const Event &E) {
  if (E.site().Callee == NoId)
    return true;
  SignalSafety Safety = U.Callees[E.site().Callee].Safety;
  bool Waits = E.kind() == EventKind::Effect &&
               (E.effect().Kind == EffectKind::Block || E.effect().Kind == EffectKind::Interrupt);
  return Safety == SignalSafety::Safe || (Waits && Safety == SignalSafety::Unlisted);
}

} // namespace

LastOpenings::LastOpenings(const Callees &Calls) : Calls(Calls), Known(callersKnown(Calls.unit())) {}

bool LastOpenings::isLast(FunctionId F, Position From, unsigned Depth) {
  auto [It, New] = Asked.try_emplace({F, From.Block, From.Index, Depth}, false);
  if (New)
    It->second = endsBehind(F, From, Depth);
  return It->second;
}

bool LastOpenings::endsBehind(FunctionId F, Position From, unsigned Depth) {
  const Unit &U = Calls.unit();
  bool Ends = walk(U.Functions[F], behind(From), [&](Position, const Event &E) {
                bool NeverReturns = E.site().Callee != NoId && U.Callees[E.site().Callee].NoReturn;
                if (E.kind() == EventKind::Return)
                  return Visit::Stop;
                return NeverReturns || E.is(EffectKind::ReplaceProgram) ? Visit::EndPath : Visit::GoOn;
              }).allEnded();
  if (Ends || Depth == MaxDepth || !Known[F])
    return Ends;
  // One without callers never runs.
  return std::all_of(Calls.callers(F).begin(), Calls.callers(F).end(), [&](const CallEdge &C) {
    return C.At->kind() == EventKind::Call && isLast(C.From, {C.Block, C.Index}, Depth + 1);
  });
}

bool isWindowForWait(const Unit &U, const Function &F, Position Unblocks) {
  std::optional<Condition> Known = conditionOf(F, Unblocks.Block);
  auto Look = [&](Position, const Event &E) {
    bool Blocks = E.is(EffectKind::Mask) && E.effect().Raises == Source::Signal;
    if (Blocks || (E.site().Callee != NoId && U.Callees[E.site().Callee].NoReturn))
      return Visit::EndPath;
    return E.kind() == EventKind::Return || !harmless(U, E) ? Visit::Stop : Visit::GoOn;
  };
  return walk(F, behind(Unblocks), Look, [&](const Edge &E) { return !excludes(Known, E); }).allEnded();
}

} // namespace asyncsafe
