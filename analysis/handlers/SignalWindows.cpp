//===- SignalWindows.cpp - Signals let in for one wait --------------------===//

#include "analysis/handlers/SignalWindows.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// `if (timed) unblock(); wait(); if (timed) block();`: what holds where it is unblocked.
std::optional<Condition> conditionOf(const Function &F, BlockId B) {
  const Edge *Only = nullptr;
  for (const Block &From : F.Blocks)
    for (const Edge &E : From.Successors)
      if (E.To == B) {
        if (Only)
          return std::nullopt;
        Only = &E;
      }
  return Only ? Only->When : std::nullopt;
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
  bool Returns = false;
  Returns |= walkFrom(F, Unblocks, [&](Position, const Event &E) {
    Returns |= E.kind() == EventKind::Return;
    return E.site().Callee == NoId || !U.Callees[E.site().Callee].NoReturn;
  });
  return !Returns;
}

bool isWindowForWait(const Unit &U, const Function &F, Position Unblocks) {
  std::optional<Condition> Known = conditionOf(F, Unblocks.Block);
  std::vector<bool> Seen(F.Blocks.size());
  std::vector<Position> Work{{Unblocks.Block, Unblocks.Index + 1}};
  while (!Work.empty()) {
    Position P = Work.back();
    Work.pop_back();
    const Block &B = F.Blocks[P.Block];
    bool Over = false;
    for (; !Over && P.Index < B.Events.size(); ++P.Index) {
      const Event &E = B.Events[P.Index];
      bool Blocks = E.kind() == EventKind::Effect && E.effect().Kind == EffectKind::Mask &&
                    E.effect().Raises == Source::Signal;
      Over = Blocks || (E.site().Callee != NoId && U.Callees[E.site().Callee].NoReturn);
      if (!Over && (E.kind() == EventKind::Return || !harmless(U, E)))
        return false;
    }
    if (Over)
      continue;
    if (B.Successors.empty())
      return false;
    for (const Edge &E : B.Successors)
      if (!excludes(Known, E) && !Seen[E.To]) {
        Seen[E.To] = true;
        Work.push_back({E.To, 0});
      }
  }
  return true;
}

} // namespace asyncsafe
