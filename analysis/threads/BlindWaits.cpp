//===- BlindWaits.cpp - Waits that look at nothing before -----------------===//

#include "analysis/threads/BlindWaits.h"

#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>
#include <optional>

namespace asyncsafe {

namespace {

/// Between taking the lock and the wait, nothing is looked at, told to others or begun: what ends the
/// wait can have happened before the lock was taken.
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

/// A notification, and who makes it.
struct Notification {
  FunctionId In = NoId;
  const Event *At = nullptr;
  bool IsRepeated = false; ///< now and then, for whoever waits for the next time
};

using Notifications = std::map<SharedKey, std::vector<Notification>>; ///< by condition; the earliest first

Notifications notifications(const Unit &U, const Deeds &Does) {
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

void findBlindWaits(const Unit &U, const std::vector<ConditionWait> &Waits, const Deeds &Does,
                    std::vector<BlindWait> &Out) {
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
    BlindWait Found;
    Found.In = W.In;
    Found.Wait = W.At;
    Found.WakesIn = First->In;
    Found.Wake = First->At;
    Found.Condition = W.Name;
    Out.push_back(std::move(Found));
  }
}

} // namespace asyncsafe
