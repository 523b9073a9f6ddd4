//===- EarlyWakes.cpp - Wakeups before their flag -------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/EarlyWakes.h"

#include "analysis/engine/Visited.h"
#include "analysis/threads/CallersLocks.h"
#include "analysis/wakeups/FlagStores.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// Levels of callers of the waking function.
constexpr unsigned MaxDepth = 2;

class Finder {
public:
  Finder(const Unit &U, const Wakes &Waking, const WaitLoops &Woken, const Concurrency &Threads,
         const Callees &Calls, const SideEffectSummaries &Does, LockCache &Locks, std::vector<FlagOrder> &Out)
      : U(U), Waking(Waking), Woken(Woken), Threads(Threads), Calls(Calls), Does(Does), Locks(Locks),
        Callers(U, Calls, Locks), Out(Out) {}

  void function(FunctionId Id) {
    forEachEvent(U.Functions[Id], [&](Position At, const Event &E) {
      std::optional<std::vector<Position>> Later; // the same for the woken side
      for (const SharedKey &Key : Waking.by(E))
        for (const WaitLoop *R : Woken.wokenBy(Key)) {
          if (R->In == Id || (!R->Condition && !Threads.mayRunConcurrently(Id, R->In)) ||
              !Locks.of(Id).complete())
            continue;
          if (!Later)
            Later = afterWake(U.Functions[Id], At, Locks.of(Id));
          early(Id, At, *Later, Key, *R);
        }
    });
  }

private:
  bool wakesAgain(const Event &E, const SharedKey &Key) const {
    SideEffects D = Does.of(E);
    // An object that wakes in its destructor got its target when it was constructed.
    return D.mayWakeAnything() || (E.kind() == EventKind::Destroy && !D.Wakes.empty()) ||
           std::any_of(D.Wakes.begin(), D.Wakes.end(),
                       [&](const SharedKey &K) { return Woken.areLinked(K, Key); });
  }

  const FlagStores &storedBy(const Event &E) {
    auto [It, New] = Stores.try_emplace(&E);
    if (New)
      It->second = storesBy(U, E);
    return It->second;
  }

  void early(FunctionId Id, Position At, const std::vector<Position> &Later, const SharedKey &Key,
             const WaitLoop &R) {
    const Function &F = U.Functions[Id];
    std::optional<FlagStores> Stored; // computed on demand
    for (const Position &P : Later)
      for (auto &[Flag, Store] : storedBy(F.Blocks[P.Block].Events[P.Index])) {
        if (!Woken.isNews(R, Flag, *Store) || (R.Condition && R.Condition->Locks.count(Flag)))
          continue;
        if (!Stored && hasOtherReason(Id, At, Key, R))
          return;
        if (!Stored)
          Stored = storedBefore(F, At, R);
        if (Stored->count(Flag))
          continue;
        Visited<const Event *> Calling;
        if (wakesAfter(Id, P, Key, Flag, R, 0, Calling))
          continue;
        std::optional<Certainty> Sure = sure(Id, At, P, R);
        if (!Sure)
          continue;
        FlagOrder O;
        O.Flag = R.Tests.at(Flag).What;
        O.In = Id;
        O.First = &F.Blocks[At.Block].Events[At.Index];
        O.Second = &F.Blocks[P.Block].Events[P.Index];
        O.OtherIn = R.In;
        O.Other = R.Tests.at(Flag).At;
        O.Wait = R.Wait;
        O.IsCallback = R.IsCallback;
        if (R.Condition)
          O.Lock = R.Condition->Locks.begin()->second;
        O.Sure = *Sure;
        report(O);
      }
  }

  /// Excludes initial values, which keep the wait loop waiting.
  FlagStores storedBefore(const Function &F, Position At, const WaitLoop &R) const {
    return storesBefore(U, F, At, [&](const SharedKey &Flag, const Event &Store) {
      return !Store.constant() || Woken.isNews(R, Flag, Store);
    });
  }

  /// One finding for each store, the most certain one.
  void report(const FlagOrder &O) {
    for (FlagOrder &Old : Out)
      if (Old.Second == O.Second && Old.K == O.K) {
        if (Old.Sure < O.Sure)
          Old = O;
        return;
      }
    Out.push_back(O);
  }

  /// Another object that the wait loop tests was changed first, and not told by a wakeup of its own: that
  /// is the reason for the wakeup.
  bool hasOtherReason(FunctionId Id, Position At, const SharedKey &Key, const WaitLoop &R) const {
    const Function &F = U.Functions[Id];
    Before Earlier(F, At);
    const SharedSet &Theirs = Does.of(R.In).Touches;
    bool Found = false;
    auto Look = [&](const Event &E) {
      // A value that keeps it waiting is not a reason to wake it.
      if (E.kind() == EventKind::Assign && E.constant() && !Woken.isNews(R, sharedKey(E.subject()), E))
        return;
      // A queue filled by one side and emptied by the other is not tested by name.
      bool Calls = E.kind() == EventKind::Call;
      Found |= Calls && R.TestsMore && sharedKey(E.site().This);
      for (const SharedKey &K : Does.of(E).Touches)
        Found |= R.Tests.count(K) || (Calls && Theirs.count(K));
    };
    const Event &Wake = F.Blocks[At.Block].Events[At.Index];
    auto IsUntold = [&](Position P) {
      return walk(F, behind(P),
                  [&](Position, const Event &E) {
                    return &E == &Wake ? Visit::Stop : wakesAgain(E, Key) ? Visit::EndPath : Visit::GoOn;
                  })
          .Stopped;
    };
    forEachEvent(F, [&](Position P, const Event &E) {
      if (Found || !Earlier.contains(P))
        return;
      Look(E);
      Found = Found && IsUntold(P);
    });
    if (Wake.kind() == EventKind::Call && !onlyWakes(Wake))
      Look(Wake);
    return Found;
  }

  /// The callee changes nothing: its object is what both sides wake and wait through.
  bool onlyWakes(const Event &Wake) const {
    FunctionId Body = calledBy(U, Wake, Runs::Surely);
    return Body != NoId && !hasEvent(U.Functions[Body], [](const Event &E) {
             return E.kind() == EventKind::Assign || E.kind() == EventKind::Call;
           });
  }

  /// Events after the wakeup, provided that its critical section has ended, it did not fail, and no
  /// thread was joined.
  std::vector<Position> afterWake(const Function &F, Position Wake, const LockSets &Held) const {
    std::vector<Position> Found;
    std::vector<bool> Seen[2] = {std::vector<bool>(F.Blocks.size()), std::vector<bool>(F.Blocks.size())};
    struct Item {
      Position From;
      bool Left; ///< the critical section of the wakeup has ended
    };
    auto Holds = [&](Position P) {
      const LockSets::AtEvent *E = Held.at(P.Block, P.Index);
      return E && (!E->Held.empty() || E->HoldsNameless);
    };
    std::vector<Item> Work{{{Wake.Block, Wake.Index + 1}, !Holds(Wake)}};
    while (!Work.empty()) {
      auto [From, Left] = Work.back();
      Work.pop_back();
      const Block &B = F.Blocks[From.Block];
      bool Goes = true;
      for (unsigned I = From.Index; Goes && I < B.Events.size(); ++I) {
        Left |= !Holds({From.Block, I});
        if (endsWalk(B.Events[I], F.Blocks[Wake.Block].Events[Wake.Index]))
          Goes = false;
        else if (Left)
          Found.push_back({From.Block, I});
      }
      if (!Goes)
        continue;
      for (const Edge &E : B.Successors)
        if (!Seen[Left][E.To] && !saysFailed(F, Wake, E)) {
          Seen[Left][E.To] = true;
          Work.push_back({{E.To, 0}, Left});
        }
    }
    return Found;
  }

  /// A thread is started or joined: later events are unrelated.
  bool endsWalk(const Event &E, const Event &Wake) const {
    if (E.kind() != EventKind::Effect)
      return E.kind() == EventKind::Call && U.Callees[E.site().Callee].NoReturn;
    bool Waits = E.effect().Kind == EffectKind::Block && E.effect().Sure != Certainty::Unknown &&
                 !(E.Expr == Wake.Expr);
    return Waits || startsThread(E);
  }

  /// The edge is taken if the wakeup has failed.
  static bool saysFailed(const Function &F, Position Wake, const Edge &E) {
    if (!E.When || !holds(E.When->Test, -1))
      return false;
    const Event &W = F.Blocks[Wake.Block].Events[Wake.Index];
    const Place &Result = W.site().Result;
    if (Result.isNone())
      return false;
    if (E.When->Subject == Result)
      return true;
    for (const Block &B : F.Blocks)
      for (const Event &Each : B.Events)
        if (Each.kind() == EventKind::Assign && Each.other() == Result && Each.subject() == E.When->Subject)
          return true;
    return false;
  }

  static bool startsThread(const Event &E) { return E.is(EffectKind::RunsOnThread); }

  /// After joining the waiter, later events no longer concern it.
  static bool joins(const Event &E) {
    return E.is(EffectKind::Block) && E.effect().Wait->EndsItself && E.effect().Sure == Certainty::Definite &&
           E.effect().Wait->Length == WaitLength::Unbounded;
  }

  /// The waiter is woken again after the store, here or in a caller, or a caller has stored the flag
  /// before. A thread started later has not tested anything yet.
  bool wakesAfter(FunctionId Id, Position Store, const SharedKey &Key, const SharedKey &Flag,
                  const WaitLoop &R, unsigned Depth, Visited<const Event *> &Calling) const {
    const Function &F = U.Functions[Id];
    bool Wakes = wakesAgain(F.Blocks[Store.Block].Events[Store.Index], Key) && Depth == 0;
    Walked Later = walk(F, behind(Store), [&](Position, const Event &E) {
      Wakes = Wakes || wakesAgain(E, Key) || startsThread(E);
      return Wakes ? Visit::Stop : joins(E) ? Visit::EndPath : Visit::GoOn;
    });
    if (Wakes || (Depth && storedBefore(F, Store, R).count(Flag)))
      return true;
    return !Later.Ends.empty() && Depth < MaxDepth &&
           std::any_of(
               Calls.callers(Id).begin(), Calls.callers(Id).end(),
               [&](const CallEdge &C) {
                 return C.From != Id && Calling.isNew(C.At, Depth) &&
                        wakesAfter(C.From, {C.Block, C.Index}, Key, Flag, R, Depth + 1, Calling);
               });
  }

  /// None: a lock held by a caller of either side may order the two.
  std::optional<Certainty> sure(FunctionId Id, Position Wake, Position Store, const WaitLoop &R) {
    const LockSets &Held = Locks.of(Id);
    auto Holds = [&](Position P) {
      const LockSets::AtEvent *E = Held.at(P.Block, P.Index);
      return E && R.Condition && names(E->Held, R.Condition->Locks);
    };
    if (!R.Condition) {
      if (Callers.mayHoldAny(Id))
        return std::nullopt;
      return std::min(R.Sure, Threads.mayRunConcurrently(Id, R.In).value_or(Certainty::Unknown));
    }
    // A function that takes the lock itself was not called with it.
    if (Holds(Wake) || Holds(Store))
      return Certainty::Likely;
    if (Callers.mayHold(Id, *R.Condition))
      return std::nullopt;
    return std::min(Certainty::Likely, Callers.runsWithout(Id, *R.Condition));
  }

  const Unit &U;
  const Wakes &Waking;
  const WaitLoops &Woken;
  const Concurrency &Threads;
  const Callees &Calls;
  const SideEffectSummaries &Does;
  LockCache &Locks;
  CallersLocks Callers;
  std::map<const Event *, FlagStores> Stores;
  std::vector<FlagOrder> &Out;
};

} // namespace

void findEarlyWakes(const Unit &U, const Wakes &Waking, const WaitLoops &Woken, const Concurrency &Threads,
                    const Callees &Calls, const SideEffectSummaries &Does, LockCache &Locks,
                    const std::vector<bool> &Skip, std::vector<FlagOrder> &Out) {
  Finder Find(U, Waking, Woken, Threads, Calls, Does, Locks, Out);
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (!U.Functions[F].System && !U.Functions[F].IsConstructor && !Skip[F])
      Find.function(F);
}

} // namespace asyncsafe
