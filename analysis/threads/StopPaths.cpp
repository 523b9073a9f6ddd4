//===- StopPaths.cpp - Code around a request to stop ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/StopPaths.h"

#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// Levels of callers of the storing function.
constexpr unsigned MaxCallers = 3;

bool mayJoin(const Event &E) {
  return E.is(EffectKind::Block) && E.effect().Wait->Length == WaitLength::Unbounded &&
         E.effect().Sure == Certainty::Definite;
}

} // namespace

/// It may wait for the remaining work before it tells the threads that there is no more.
bool StopPaths::isCondition(const Event &E) const {
  return Conditions && std::any_of(Conditions->begin(), Conditions->end(),
                                   [&](const ConditionWait &C) { return C.At == &E; });
}

/// Collects the side effects of F around the event, up to where it waits.
void StopPaths::follow(FunctionId F, BlockId B, unsigned Index, unsigned Depth,
                       Visited<const Event *> &Calling, StopPath &P) const {
  const Function &Fn = U.Functions[F];
  After Here(Fn, {B, Index});
  std::vector<std::pair<Position, After>> Joins;
  forEachEvent(Fn, [&](Position At, const Event &E) {
    if (!mayJoin(E) || !Here.contains(At))
      return;
    Joins.emplace_back(At, After(Fn, At));
    if (!P.Join)
      P.Join = &E;
  });
  forEachEvent(Fn, [&](Position At, const Event &E) {
    // Side effects before the store count too: a premature wakeup is another defect.
    if (Depth && !Here.contains(At))
      return;
    for (auto &[Join, Later] : Joins)
      if (!isCondition(Fn.Blocks[Join.Block].Events[Join.Index]) && Later.contains(At) &&
          !After(Fn, At).contains(Join))
        return; // too late
    P.Does.merge(Does.of(E));
  });
  if (Joins.empty() && Depth < MaxCallers)
    for (const CallEdge &C : Calls.callers(F))
      if (C.From != F && Calling.isNew(C.At, Depth))
        follow(C.From, C.Block, C.Index, Depth + 1, Calling, P);
}

StopPath StopPaths::of(FunctionId In, BlockId B, unsigned Index) const {
  StopPath P;
  P.In = In;
  P.Store = &U.Functions[In].Blocks[B].Events[Index];
  Visited<const Event *> Calling;
  follow(In, B, Index, 0, Calling, P);
  return P;
}

} // namespace asyncsafe
