//===- LateDrains.cpp - Wakeups drained after the flag was tested ---------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/LateDrains.h"

#include "analysis/handlers/HandlerDefects.h"

#include <algorithm>

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const UnitWaits &Facts, const WaitLoops &Woken, const Concurrency &Threads,
         std::vector<FlagOrder> &Out)
      : Facts(Facts), U(*Facts.Of), Woken(Woken), Threads(Threads), Out(Out) {}

  void notice(const Notice &N) {
    for (const WaitLoop *R : Woken.wokenBy(N.Woken))
      if (!R->Condition && !R->IsCallback && !R->Blocks.empty() && R->contains(R->At.Block) &&
          R->In != N.In && Woken.isNews(*R, N.Flag, *N.Store))
        drain(N, *R);
  }

private:
  void drain(const Notice &N, const WaitLoop &R) {
    const Function &F = U.Functions[R.In];
    const Wait *Waits = waitsElsewhere(R);
    if (!Waits || (N.Run != NoId && (Waits->E.Wait->TakesMask || masks(F))))
      return;
    if (looks(R, N.Flag, R.At, {Waits->Block, Waits->Index}) || looksBehind(R, N.Flag))
      return;
    FlagOrder O;
    O.K = FlagOrder::Kind::DrainLast;
    O.Flag = R.Tests.at(N.Flag).What;
    O.In = R.In;
    O.First = R.Tests.at(N.Flag).At;
    O.Second = R.Wait;
    O.Run = N.Run;
    O.OtherIn = N.In;
    O.Other = N.Store;
    O.Wait = Waits->At;
    if (N.Run != NoId) {
      O.Sure = certaintyIn(Facts, Facts.HandlerRuns[N.Run]);
    } else {
      std::optional<Certainty> Concurrency = Threads.mayRunConcurrently(N.In, R.In);
      if (!Concurrency)
        return;
      O.Sure = std::min(R.Sure, *Concurrency);
    }
    bool Known = std::any_of(Out.begin(), Out.end(), [&](const FlagOrder &Old) {
      return Old.K == O.K && Old.Second == O.Second && Old.Sure >= O.Sure;
    });
    if (!Known)
      Out.push_back(O);
  }

  /// The wait in the loop that the wakeup is for; the drained descriptor is only read.
  const Wait *waitsElsewhere(const WaitLoop &R) const {
    const Wait *Found = nullptr;
    for (const Wait &W : Facts.Waits)
      if (W.In == R.In && W.At != R.Wait && R.contains(W.Block) && W.E.Sure == Certainty::Definite &&
          W.E.Wait->Length == WaitLength::Unbounded && !W.E.Wait->EndsItself) {
        if (Found)
          return nullptr;
        Found = &W;
      }
    return Found;
  }

  static bool masks(const Function &F) {
    bool Found = false;
    forEachEvent(F, [&](Position, const Event &E) {
      Found |= E.is(EffectKind::Mask) && E.effect().Raises == Source::Signal;
    });
    return Found;
  }

  /// On some path between the two, it tests the flag.
  bool looks(const WaitLoop &R, const SharedKey &Flag, Position From, Position To) const {
    const Function &F = U.Functions[R.In];
    bool Branches = false;
    auto Look = [&](Position P, const Event &E) {
      if (P.Block == To.Block && P.Index == To.Index)
        return Visit::EndPath;
      return looksAt(E, Flag) ? Visit::Stop : Visit::GoOn;
    };
    auto Inside = [&](const Edge &E) {
      Branches |= E.When && sharedKey(E.When->Subject) == Flag;
      return R.contains(E.To);
    };
    return walk(F, behind(From), Look, Inside).Stopped || Branches;
  }

  /// A function that consumes the wakeup may test the flag afterwards.
  bool looksBehind(const WaitLoop &R, const SharedKey &Flag) const {
    return std::any_of(Facts.Waits.begin(), Facts.Waits.end(),
                       [&](const Wait &W) { return W.At == R.Wait && looksBehind(W, Flag); });
  }

  bool looksBehind(const Wait &W, const SharedKey &Flag) const {
    if (W.isOwn())
      return false;
    FunctionId Callee = calledBy(U, *W.At, Runs::Perhaps);
    return std::any_of(Facts.Waits.begin(), Facts.Waits.end(), [&](const Wait &Inner) {
      return Inner.In == Callee && Inner.Blocking == W.Blocking &&
             Inner.E.Why->Chain.size() < W.E.Why->Chain.size() &&
             (looksAfter(U.Functions[Callee], {Inner.Block, Inner.Index}, Flag) || looksBehind(Inner, Flag));
    });
  }

  bool looksAfter(const Function &F, Position From, const SharedKey &Flag) const {
    After Behind(F, From);
    bool Found = false;
    forEachEvent(F, [&](Position P, const Event &E) { Found |= Behind.contains(P) && looksAt(E, Flag); });
    forEachEdge(F, [&](BlockId B, const Edge &E) {
      Found |= (B == From.Block || Behind.contains({B, 0})) && E.When && sharedKey(E.When->Subject) == Flag;
    });
    return Found;
  }

  bool looksAt(const Event &E, const SharedKey &Flag) const {
    if (E.kind() == EventKind::Read || E.kind() == EventKind::Assign)
      return sharedKey(E.subject()) == Flag || sharedKey(E.other()) == Flag;
    FunctionId Body = calledBy(U, E, Runs::Perhaps);
    if (Body == NoId)
      return false;
    WaitTests Inside;
    addTests(U, U.Functions[Body], {}, /*IsPredicate=*/false, Inside);
    return Inside.count(Flag);
  }

  const UnitWaits &Facts;
  const Unit &U;
  const WaitLoops &Woken;
  const Concurrency &Threads;
  std::vector<FlagOrder> &Out;
};

} // namespace

void findLateDrains(const UnitWaits &Facts, const std::vector<Notice> &Notices, const WaitLoops &Woken,
                    const Concurrency &Threads, std::vector<FlagOrder> &Out) {
  Finder Find(Facts, Woken, Threads, Out);
  for (const Notice &N : Notices)
    Find.notice(N);
}

} // namespace asyncsafe
