//===- LostWakeups.cpp - Notifications that a waiter can miss -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/LostWakeups.h"

#include "analysis/engine/Paths.h"
#include "analysis/threads/CallersLocks.h"

#include <algorithm>

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const Unit &U, const std::vector<ConditionWait> &Waits, const Callees &Calls,
         const SideEffectSummaries &Does, LockCache &Locks, std::vector<LostWakeup> &Out)
      : U(U), Waits(Waits), Does(Does), Locks(Locks), Callers(U, Calls, Locks), Out(Out) {}

  void run() {
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (!U.Functions[F].System && !U.Functions[F].IsConstructor)
        function(F);
  }

private:
  void function(FunctionId Id) {
    const Function &F = U.Functions[Id];
    for (BlockId B = 0; B < F.Blocks.size(); ++B)
      for (unsigned I = 0; I < F.Blocks[B].Events.size(); ++I) {
        const Event &E = F.Blocks[B].Events[I];
        if (E.kind() != EventKind::Assign)
          continue;
        SharedKey Stored = sharedKey(E.subject());
        if (!Stored)
          continue;
        for (const ConditionWait &W : Waits)
          // A wait with a limit tests again.
          if (W.Length != WaitLength::Unbounded)
            continue;
          else if (auto T = W.Tests.find(Stored); T != W.Tests.end() && store(Id, B, I, W, T->second))
            break; // one finding per store
      }
  }

  bool store(FunctionId Id, BlockId B, unsigned I, const ConditionWait &W, const WaitTest &Test) {
    const Event &E = U.Functions[Id].Blocks[B].Events[I];
    SharedKey Stored = sharedKey(E.subject());
    if (!Does.of(Id).Wakes.count(W.Condition) || W.Locks.count(Stored) || keepsWaiting(Test, E) ||
        isInitialisation(Id, E, Stored) || isMadeHere(U.Functions[Id], E.subject()))
      return false;
    const LockSets &Held = Locks.of(Id);
    const LockSets::AtEvent *At = Held.at(B, I);
    // Any other lock that is held may be the waiter's lock under another name.
    if (!Held.complete() || !At || At->HoldsNameless || !areOthers(At->Held, W) ||
        hasOwnWaiter(At->Held, W, Stored))
      return false;
    const Event *Wake = wakeAfter(Id, B, I, W, Stored);
    if (!Wake || Callers.mayHold(Id, W))
      return false;
    LostWakeup L;
    L.In = Id;
    L.Store = &E;
    L.Wake = Wake;
    L.WaitsIn = W.In;
    L.Wait = W.At;
    L.Test = Test.At;
    L.Flag = Test.What;
    L.Condition = W.Name;
    L.Lock = W.Locks.begin()->second;
    if (const Object *O = objectOf(Stored, U))
      L.IsAtomic = O->IsAtomic;
    L.Sure = Callers.runsWithout(Id, W);
    if (L.Sure == Certainty::Unknown && joinsAfter(U.Functions[Id], {B, I + 1}))
      L.Sure = Certainty::Likely;
    Out.push_back(std::move(L));
    return true;
  }

  /// Two owners share the flag's type and a wrapper of condition variables, and each has a lock of its
  /// own: the store is for the waiter whose lock is held.
  bool hasOwnWaiter(const LockNames &Held, const ConditionWait &W, const SharedKey &Stored) const {
    return std::any_of(Waits.begin(), Waits.end(), [&](const ConditionWait &Other) {
      return Other.Condition == W.Condition && Other.Tests.count(Stored) && names(Held, Other.Locks);
    });
  }

  /// Locks that are certainly neither the one that the waiter releases nor held by it while it waits.
  bool areOthers(const LockNames &Held, const ConditionWait &W) {
    if (Held.empty())
      return true;
    auto IsPlain = [&](const auto &Lock) {
      const Object *O = objectOf(Lock.first, U);
      return O && !O->IsPointer && O->Type.find_first_of("&*<") == std::string::npos;
    };
    if (!std::all_of(Held.begin(), Held.end(), IsPlain) ||
        !std::all_of(W.Locks.begin(), W.Locks.end(), IsPlain) || names(Held, W.Locks))
      return false;
    const LockSets &Waiter = Locks.of(W.In);
    bool Concurrency = Waiter.complete();
    const std::vector<Event> &Events = U.Functions[W.In].Blocks[W.Block].Events;
    for (unsigned I = 0; I < Events.size(); ++I)
      if (const LockSets::AtEvent *At = &Events[I] == W.At ? Waiter.at(W.Block, I) : nullptr)
        Concurrency &= !names(At->Held, Held);
    return Concurrency;
  }

  /// It joins a thread, so no caller holds the lock that the thread needs to end.
  static bool joinsAfter(const Function &F, Position From) {
    return walk(F, From,
                [](Position, const Event &E) {
                  return E.is(EffectKind::Block) && E.effect().Wait->EndsItself ? Visit::Stop : Visit::GoOn;
                })
        .Stopped;
  }

  /// The first store to a local variable of the function itself.
  bool isInitialisation(FunctionId Id, const Event &E, const SharedKey &Stored) const {
    const std::vector<unsigned> &Own = U.Functions[Id].LocalIds;
    if (Stored.K != SharedKey::Kind::Local || !std::binary_search(Own.begin(), Own.end(), Stored.Id))
      return false;
    for (const Block &B : U.Functions[Id].Blocks)
      for (const Event &Other : B.Events)
        if (Other.kind() == EventKind::Assign && sharedKey(Other.subject()) == Stored)
          return &Other == &E;
    return false;
  }

  /// An object that the function has just received from a standard function: no other thread knows it
  /// yet.
  bool isMadeHere(const Function &F, const Place &P) const {
    if (P.Root != Place::RootKind::Local)
      return false;
    Place Made;
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events) {
        bool Makes =
            E.kind() == EventKind::Call && U.Callees[E.site().Callee].Standard && E.site().This.isNone();
        if (Makes)
          Made = E.site().Result;
        if (E.kind() == EventKind::Assign && !Made.isNone() && E.other() == Made && E.subject().sameRoot(P) &&
            E.subject().Path.empty())
          return true;
      }
    return false;
  }

  /// The notification reached from the store without taking the lock, storing another value, or starting
  /// a thread in between.
  const Event *wakeAfter(FunctionId Id, BlockId From, unsigned Index, const ConditionWait &W,
                         const SharedKey &Stored) {
    const Function &F = U.Functions[Id];
    const LockSets &Held = Locks.of(Id);
    const Event *Found = nullptr;
    walk(F, {From, Index + 1}, [&](Position P, const Event &E) {
      const LockSets::AtEvent *At = Held.at(P.Block, P.Index);
      if (!At || names(At->Taken, W.Locks) || names(At->Held, W.Locks))
        return Visit::EndPath;
      if (E.kind() == EventKind::Assign && sharedKey(E.subject()) == Stored)
        return Visit::EndPath;
      bool IsWake = false;
      if (E.kind() == EventKind::Effect) {
        if (E.effect().Kind == EffectKind::RunsOnThread)
          return Visit::EndPath;
        IsWake = E.effect().Kind == EffectKind::Wake && sharedKey(E.effect().Subject) == W.Condition;
      } else if (E.kind() == EventKind::Call) {
        SideEffects D = Does.of(E);
        if (names(D.Locks, W.Locks) || !E.site().FunctionArgs.empty())
          return Visit::EndPath;
        IsWake = D.Wakes.count(W.Condition);
      }
      if (IsWake)
        Found = &E;
      return IsWake ? Visit::Stop : Visit::GoOn;
    });
    return Found;
  }

  const Unit &U;
  const std::vector<ConditionWait> &Waits;
  const SideEffectSummaries &Does;
  LockCache &Locks;
  CallersLocks Callers;
  std::vector<LostWakeup> &Out;
};

} // namespace

void findLostWakeups(const Unit &U, const std::vector<ConditionWait> &Waits, const Callees &Calls,
                     const SideEffectSummaries &Does, LockCache &Locks, std::vector<LostWakeup> &Out) {
  Finder(U, Waits, Calls, Does, Locks, Out).run();
}

} // namespace asyncsafe
