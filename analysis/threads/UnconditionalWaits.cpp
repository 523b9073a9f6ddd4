//===- UnconditionalWaits.cpp - Waits without a predicate -----------------===//

#include "analysis/threads/UnconditionalWaits.h"

#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// Between taking the lock and the wait, nothing is tested, published or started: the awaited event may
/// have happened before the lock was taken.
bool beginsAtOnce(const Function &F, const ConditionWait &W) {
  const std::vector<Event> &Events = F.Blocks[W.Block].Events;
  bool Taken = false;
  for (const Event &E : Events) {
    if (E.Expr == W.At->Expr)
      return Taken;
    if (E.is(EffectKind::Acquire) && W.Locks.count(sharedKey(E.effect().Subject)))
      Taken = true;
    else if (E.kind() != EventKind::Assign || !isFunctionOwn(E.subject()))
      Taken = false;
  }
  return false;
}

/// It notifies repeatedly, so a missed notification is followed by another one.
bool isRepeated(const Function &F, Position P) { return isInLoop(F, P.Block); }

} // namespace

void findUnconditionalWaits(const Unit &U, const std::vector<ConditionWait> &Waits,
                            const SideEffectSummaries &Does, std::vector<UnconditionalWait> &Out) {
  for (const ConditionWait &W : Waits) {
    const Function &F = U.Functions[W.In];
    bool HasPredicate = W.Predicate != NoId || !W.At->site().FunctionArgs.empty();
    if (W.Length != WaitLength::Unbounded || HasPredicate || !W.At->is(EffectKind::Block) ||
        isInLoop(F, W.Block) || !beginsAtOnce(F, W))
      continue;
    UnconditionalWait Found;
    bool IsRepeated = false;
    for (FunctionId G = 0; G < U.Functions.size(); ++G) {
      if (G == W.In || !Does.of(G).Wakes.count(W.Condition))
        continue;
      forEachEvent(U.Functions[G], [&](Position P, const Event &E) {
        if (!E.is(EffectKind::Wake) || sharedKey(E.effect().Subject) != W.Condition)
          return;
        IsRepeated |= isRepeated(U.Functions[G], P);
        if (!Found.Wake || isEarlier(E.Expr, Found.Wake->Expr)) {
          Found.Wake = &E;
          Found.WakesIn = G;
        }
      });
    }
    if (!Found.Wake || IsRepeated)
      continue;
    Found.In = W.In;
    Found.Wait = W.At;
    Found.Condition = W.Name;
    Out.push_back(std::move(Found));
  }
}

} // namespace asyncsafe
