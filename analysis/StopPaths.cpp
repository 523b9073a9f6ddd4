//===- StopPaths.cpp - Who asks a thread to stop, and how -----------------===//

#include "analysis/StopPaths.h"

#include "analysis/Flow.h"

namespace asyncsafe {

/// Callers of callers of whoever stores.
static constexpr unsigned MaxCallers = 3;

void StopPaths::visit(const Event &E, StopPath &P) const {
  P.Does.merge(Does.of(E));
  bool Waits = E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Block &&
               E.E.Length == WaitLength::Unbounded && E.E.Sure == Certainty::Definite;
  if (Waits && !P.Join)
    P.Join = &E;
}

/// What follows event \p Index of block \p B, in F and then in its callers.
void StopPaths::follow(FunctionId F, BlockId B, unsigned Index, unsigned Depth, StopPath &P) const {
  const Function &Fn = U.Functions[F];
  for (unsigned I = Index + 1; I < Fn.Blocks[B].Events.size(); ++I)
    visit(Fn.Blocks[B].Events[I], P);
  std::vector<bool> After = reachableFrom(Fn, B);
  for (BlockId Later = 0; Later < After.size(); ++Later)
    if (After[Later])
      for (const Event &E : Fn.Blocks[Later].Events)
        visit(E, P);
  if (Depth < MaxCallers)
    for (const CallEdge &C : Calls.callers(F))
      if (C.From != F)
        follow(C.From, C.Block, C.Index, Depth + 1, P);
}

StopPath StopPaths::of(FunctionId In, BlockId B, unsigned Index) const {
  StopPath P;
  P.In = In;
  P.Store = &U.Functions[In].Blocks[B].Events[Index];
  P.Does = Does.of(In); // before the store as well: a wake that comes too early is another matter
  follow(In, B, Index, 0, P);
  return P;
}

} // namespace asyncsafe
