//===- FatalFailures.cpp - Calls whose failure ends the program -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/FatalFailures.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// The value that the call returns on failure: one that its row does not list as success, else -1.
int64_t failureOf(const Block &B, const Event &Call) {
  for (const Event &E : B.Events)
    if (E.Expr == Call.Expr && E.kind() == EventKind::Effect && E.effect().Success)
      return holds(*E.effect().Success, -1) ? 0 : -1;
  return -1;
}

} // namespace

const std::vector<Place> &FatalFailures::holdersOf(const Place &Result) {
  if (Holders.empty())
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && !E.other().isNone())
        Holders[E.other()].push_back(E.subject());
    });
  std::vector<Place> &Out = Holders[Result];
  if (std::find(Out.begin(), Out.end(), Result) == Out.end())
    Out.push_back(Result);
  return Out;
}

bool FatalFailures::contains(Position At, bool MayRetry) {
  const Block &Begin = F.Blocks[At.Block];
  const Event &Call = Begin.Events[At.Index];
  if (Call.site().Result.isNone())
    return false;
  int64_t Failure = failureOf(Begin, Call);
  // One call may be several events.
  while (At.Index + 1 < Begin.Events.size() && Begin.Events[At.Index + 1].Expr == Call.Expr &&
         Begin.Events[At.Index + 1].site().Callee != NoId)
    ++At.Index;
  const std::vector<Place> &Holders = holdersOf(Call.site().Result);
  auto Holds = [&](const Place &P) { return std::find(Holders.begin(), Holders.end(), P) != Holders.end(); };

  auto Look = [&](Position, const Event &E) {
    if (E.kind() == EventKind::Return || E.kind() == EventKind::Throw)
      return Visit::Stop;
    if (E.kind() == EventKind::Assign && Holds(E.subject()) && !(E.other() == Call.site().Result))
      return Visit::Stop;
    // The retried call may succeed and leave errno as the failure set it.
    if (E.site().Callee == Call.site().Callee && E.Expr == Call.Expr)
      return MayRetry ? Visit::EndPath : Visit::Stop;
    return E.site().Callee != NoId && NeverReturns(E.site().Callee) ? Visit::EndPath : Visit::GoOn;
  };
  auto IfFailed = [&](const Edge &E) {
    return !E.When || !Holds(E.When->Subject) || holds(E.When->Test, Failure);
  };
  return walk(F, behind(At), Look, IfFailed).allEnded();
}

} // namespace asyncsafe
