//===- SignalWindows.cpp - Signals unblocked for one wait -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/SignalWindows.h"

#include <algorithm>

namespace asyncsafe {

namespace {

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

bool isLastOpening(const Unit &U, const Function &F, Position Unblocks) {
  return walk(F, behind(Unblocks),
              [&](Position, const Event &E) {
                bool Ends = E.site().Callee != NoId && U.Callees[E.site().Callee].NoReturn;
                return E.kind() == EventKind::Return ? Visit::Stop : Ends ? Visit::EndPath : Visit::GoOn;
              })
      .allEnded();
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
