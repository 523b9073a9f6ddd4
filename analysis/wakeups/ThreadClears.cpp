//===- ThreadClears.cpp - Threads that clear a flag too late --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/ThreadClears.h"

#include "analysis/threads/CallersLocks.h"
#include "analysis/wakeups/LateClears.h"

#include <algorithm>

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const UnitWaits &Facts, const WaitLoops &Woken, const Concurrency &Threads, const Callees &Calls,
         const SideEffectSummaries &Does, LockCache &Locks, std::vector<FlagOrder> &Out)
      : U(*Facts.Of), Woken(Woken), Threads(Threads), Calls(Calls), Does(Does), Locks(Locks),
        Callers(U, Calls, Locks), Late(U), Out(Out) {}

  void notice(const Notice &N) {
    if (N.Run != NoId || N.Store->constant() == 0)
      return;
    for (const WaitLoop *R : Woken.wokenBy(N.Woken))
      if (R->In != N.In && R->Tests.count(N.Flag))
        if (std::optional<Certainty> Sure = apart(N, *R); Sure && !isAnswered(N, *R))
          receiver(N, *R, std::min(R->Sure, *Sure));
  }

private:
  std::optional<Certainty> apart(const Notice &N, const WaitLoop &R) const {
    return R.Condition ? Certainty::Likely : Threads.mayRunConcurrently(N.In, R.In);
  }

  void receiver(const Notice &N, const WaitLoop &R, Certainty Sure) {
    forEachEdge(U.Functions[R.In], [&](BlockId B, const Edge &E) {
      bool Set = E.When && sharedKey(E.When->Subject) == N.Flag &&
                 holds(E.When->Test, *N.Store->constant()) && !holds(E.When->Test, 0);
      if (std::optional<LateClear> L = Set ? Late.find(R.In, B, E) : std::nullopt; L && !keepsOut(*L))
        clearsLast(*L, E.When->Subject, N, R, Sure);
    });
  }

  void clearsLast(const LateClear &L, const Place &Flag, const Notice &N, const WaitLoop &R, Certainty Sure) {
    FlagOrder O = orderOf(U, L, Flag, Sure);
    O.OtherIn = N.In;
    O.Other = N.Store;
    O.Wait = R.Wait;
    bool Known =
        std::any_of(Out.begin(), Out.end(), [&](const FlagOrder &Old) { return Old.Second == O.Second; });
    if (!Known)
      Out.push_back(O);
  }

  /// A lock is held throughout.
  bool keepsOut(const LateClear &L) {
    const LockSets &Held = Locks.of(L.In);
    auto Holds = [&](Position P) {
      const LockSets::AtEvent *E = Held.at(P.Block, P.Index);
      return !E || !E->Held.empty() || E->HoldsNameless;
    };
    return !Held.complete() || Callers.mayHoldAny(L.In) || (Holds(L.Act) && Holds(L.Clear));
  }

  /// The flag is more than a notification: the code that sets it, or other code, tests that it is
  /// cleared, or is told when the work is done.
  bool isAnswered(const Notice &N, const WaitLoop &R) const {
    std::vector<bool> Here = Calls.reachedFrom(R.In);
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (!Here[F] && looksAt(U.Functions[F], N.Flag))
        return true;
    for (const SharedKey &K : Does.of(R.In).Wakes)
      if (!Woken.areLinked(K, R.On))
        return true;
    bool Waits = false;
    forEachEvent(U.Functions[N.In], [&](Position, const Event &E) {
      Waits |=
          E.is(EffectKind::Block) && E.effect().Sure != Certainty::Unknown && !E.effect().Wait->EndsItself;
    });
    return Waits;
  }

  const Unit &U;
  const WaitLoops &Woken;
  const Concurrency &Threads;
  const Callees &Calls;
  const SideEffectSummaries &Does;
  LockCache &Locks;
  CallersLocks Callers;
  LateClears Late;
  std::vector<FlagOrder> &Out;
};

} // namespace

void findThreadClears(const UnitWaits &Facts, const std::vector<Notice> &Notices, const WaitLoops &Woken,
                      const Concurrency &Threads, const Callees &Calls, const SideEffectSummaries &Does,
                      LockCache &Locks, std::vector<FlagOrder> &Out) {
  Finder Find(Facts, Woken, Threads, Calls, Does, Locks, Out);
  for (const Notice &N : Notices)
    Find.notice(N);
}

} // namespace asyncsafe
