//===- UnconditionalWaits.cpp - Waits without a predicate -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/UnconditionalWaits.h"

#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>
#include <optional>

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

/// A notification, and the function that sends it.
struct Notification {
  FunctionId In = NoId;
  const Event *At = nullptr;
  bool IsRepeated = false; ///< a missed notification is followed by another one
};

using Notifications = std::map<SharedKey, std::vector<Notification>>; ///< by condition; the earliest first

Notifications notifications(const Unit &U, const SideEffectSummaries &Does) {
  Notifications Out;
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    if (Does.of(F).Wakes.empty())
      continue;
    std::optional<std::vector<bool>> Loops;
    forEachEvent(U.Functions[F], [&](Position P, const Event &E) {
      if (!E.is(EffectKind::Wake))
        return;
      SharedKey Condition = sharedKey(E.effect().Subject);
      if (!Does.of(F).Wakes.count(Condition))
        return;
      if (!Loops)
        Loops = inLoops(U.Functions[F]);
      Out[Condition].push_back({F, &E, (*Loops)[P.Block]});
    });
  }
  for (auto &[Condition, All] : Out)
    std::sort(All.begin(), All.end(), [](const Notification &A, const Notification &B) {
      const SourceRange &InA = A.At->Expr, &InB = B.At->Expr;
      return std::tie(InA.File, InA.Begin, InA.End, A.In) < std::tie(InB.File, InB.Begin, InB.End, B.In);
    });
  return Out;
}

} // namespace

void findUnconditionalWaits(const Unit &U, const std::vector<ConditionWait> &Waits,
                            const SideEffectSummaries &Does, std::vector<UnconditionalWait> &Out) {
  std::optional<Notifications> Known;
  for (const ConditionWait &W : Waits) {
    const Function &F = U.Functions[W.In];
    bool HasPredicate = W.Predicate != NoId || !W.At->site().FunctionArgs.empty();
    if (W.Length != WaitLength::Unbounded || HasPredicate || !W.At->is(EffectKind::Block) ||
        isInLoop(F, W.Block) || !beginsAtOnce(F, W))
      continue;
    if (!Known)
      Known = notifications(U, Does);
    const std::vector<Notification> &All = (*Known)[W.Condition];
    auto IsOther = [&](const Notification &N) { return N.In != W.In; };
    auto First = std::find_if(All.begin(), All.end(), IsOther);
    if (First == All.end() || std::any_of(All.begin(), All.end(),
                                          [&](const Notification &N) { return N.IsRepeated && IsOther(N); }))
      continue;
    UnconditionalWait Found;
    Found.In = W.In;
    Found.Wait = W.At;
    Found.WakesIn = First->In;
    Found.Wake = First->At;
    Found.Condition = W.Name;
    Out.push_back(std::move(Found));
  }
}

} // namespace asyncsafe
