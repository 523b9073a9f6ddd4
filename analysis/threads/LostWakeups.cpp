//===- LostWakeups.cpp - Stores that a waiter can miss --------------------===//

#include "analysis/threads/LostWakeups.h"

#include <algorithm>

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const Unit &U, const std::vector<ConditionWait> &Waits, const CallSites &Calls, const Deeds &Does,
         LockCache &Locks, std::vector<LostWakeup> &Out)
      : U(U), Waits(Waits), Calls(Calls), Does(Does), Locks(Locks), Out(Out) {}

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
        if (E.Kind != EventKind::Assign)
          continue;
        SharedKey Stored = sharedKey(E.Subject);
        if (!Stored)
          continue;
        for (const ConditionWait &W : Waits)
          // A wait with a limit tests again.
          if (W.Length != WaitLength::Unbounded)
            continue;
          else if (auto T = W.Tests.find(Stored); T != W.Tests.end() && store(Id, B, I, W, T->second))
            break; // one finding a store
      }
  }

  bool store(FunctionId Id, BlockId B, unsigned I, const ConditionWait &W, const WaitTest &Test) {
    const Event &E = U.Functions[Id].Blocks[B].Events[I];
    SharedKey Stored = sharedKey(E.Subject);
    if (!Does.of(Id).Wakes.count(W.Condition) || W.Locks.count(Stored) || keepsWaiting(E, Test) ||
        isInitialisation(Id, E, Stored) || isMadeHere(U.Functions[Id], E.Subject))
      return false;
    const LockSets &Held = Locks.of(Id);
    const LockSets::AtEvent *At = Held.at(B, I);
    // Whatever else is held may be what the waiter's lock is another name of.
    if (!Held.complete() || !At || !At->Held.empty() || At->HoldsNameless)
      return false;
    const Event *Wake = wakeAfter(Id, B, I, W, Stored);
    if (!Wake || mentionsLock(Id, W) || calledWithLock(Id, W, 0))
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
    L.Sure = sure(Id, W);
    Out.push_back(std::move(L));
    return true;
  }

  /// The value stored is known to leave the waiter waiting.
  static bool keepsWaiting(const Event &E, const WaitTest &Test) {
    return E.Constant && !Test.Ends.empty() &&
           std::none_of(Test.Ends.begin(), Test.Ends.end(), [&](const Predicate &P) { return holds(P, *E.Constant); });
  }

  /// The first store to a local variable of the function itself.
  bool isInitialisation(FunctionId Id, const Event &E, const SharedKey &Stored) const {
    const std::vector<unsigned> &Own = U.Functions[Id].LocalIds;
    if (Stored.K != SharedKey::Kind::Local || !std::binary_search(Own.begin(), Own.end(), Stored.Id))
      return false;
    for (const Block &B : U.Functions[Id].Blocks)
      for (const Event &Other : B.Events)
        if (Other.Kind == EventKind::Assign && sharedKey(Other.Subject) == Stored)
          return &Other == &E;
    return false;
  }

  /// In an object that the function has just got from a standard function: nobody else knows it yet.
  bool isMadeHere(const Function &F, const Place &P) const {
    if (P.Root != Place::RootKind::Local)
      return false;
    Place Made;
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events) {
        bool Makes = E.Kind == EventKind::Call && U.Callees[E.Site.Callee].Standard && E.Site.This.isNone();
        if (Makes)
          Made = E.Site.Result;
        if (E.Kind == EventKind::Assign && !Made.isNone() && E.Other == Made && E.Subject.sameRoot(P) &&
            E.Subject.Path.empty())
          return true;
      }
    return false;
  }

  static bool takes(const LockNames &Taken, const ConditionWait &W) {
    return std::any_of(W.Locks.begin(), W.Locks.end(), [&](const auto &Lock) { return Taken.count(Lock.first); });
  }
  static bool takes(const SharedSet &Taken, const ConditionWait &W) {
    return std::any_of(W.Locks.begin(), W.Locks.end(), [&](const auto &Lock) { return Taken.count(Lock.first); });
  }

  /// The notification that a path leads to from the store with the lock not taken on
  /// the way, no other value stored, and no thread begun.
  const Event *wakeAfter(FunctionId Id, BlockId From, unsigned Index, const ConditionWait &W,
                         const SharedKey &Stored) {
    const Function &F = U.Functions[Id];
    const LockSets &Held = Locks.of(Id);
    std::vector<bool> Seen(F.Blocks.size());
    std::vector<std::pair<BlockId, unsigned>> Work{{From, Index + 1}};
    while (!Work.empty()) {
      auto [B, I] = Work.back();
      Work.pop_back();
      bool Goes = true;
      for (; Goes && I < F.Blocks[B].Events.size(); ++I) {
        const Event &E = F.Blocks[B].Events[I];
        const LockSets::AtEvent *At = Held.at(B, I);
        if (!At || takes(At->Taken, W) || takes(At->Held, W))
          Goes = false;
        else if (E.Kind == EventKind::Assign && sharedKey(E.Subject) == Stored)
          Goes = false;
        else if (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::RunsOnThread)
          Goes = false;
        else if (E.Kind == EventKind::Effect) {
          if (E.E.Kind == EffectKind::Wake && sharedKey(E.E.Subject) == W.Condition)
            return &E;
        } else if (E.Kind == EventKind::Call) {
          Deed D = Does.of(E);
          if (takes(D.Locks, W) || !E.Site.FunctionArgs.empty())
            Goes = false;
          else if (D.Wakes.count(W.Condition))
            return &E;
        }
      }
      if (Goes)
        for (const Edge &E : F.Blocks[B].Successors)
          if (!Seen[E.To]) {
            Seen[E.To] = true;
            Work.emplace_back(E.To, 0);
          }
    }
    return nullptr;
  }

  /// It speaks of the lock in other ways: asserts that it is held, gets it, or what
  /// holds it, from its caller.
  bool mentionsLock(FunctionId Id, const ConditionWait &W) {
    const Function &F = U.Functions[Id];
    auto IsLock = [&](const Place &P) {
      SharedKey Key = sharedKey(P);
      return Key && W.Locks.count(Key);
    };
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind == EventKind::Call &&
            (IsLock(E.Site.This) || std::any_of(E.Site.Args.begin(), E.Site.Args.end(), IsLock)) &&
            !U.Callees[E.Site.Callee].Constructor)
          return true;
        if (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::Release && !isHandle(E.E.Resource) &&
            !takesHere(Id, E.E.Subject))
          return true;
        // An object of a class that nobody knows may hold it.
        if (E.Kind == EventKind::Call && isOpaqueGuard(U.Callees[E.Site.Callee]))
          return true;
      }
    return false;
  }

  /// What is given back was taken in this function, or by an object that is made here.
  bool takesHere(FunctionId Id, const Place &What) {
    const Steps &S = Locks.steps(Id);
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block) {
        bool Takes = Each.is(EffectKind::Acquire) || Each.is(EffectKind::Adopt) || Each.is(EffectKind::Associate);
        if (Takes && (Each.At->E.Subject == What || Each.At->E.Owner == What || Each.E.Subject == What || Each.E.Owner == What))
          return true;
      }
    return false;
  }

  static bool isOpaqueGuard(const Callee &C) {
    return C.Constructor && C.Body == NoId && !C.Standard && !C.System && !C.TrivialDestruction;
  }

  bool calledWithLock(FunctionId Id, const ConditionWait &W, unsigned Depth) {
    if (Depth > 4)
      return true;
    return std::any_of(Calls.callers(Id).begin(), Calls.callers(Id).end(), [&](const CallEdge &C) {
      if (C.From == Id)
        return false;
      const LockSets::AtEvent *At = Locks.of(C.From).at(C.Block, C.Index);
      return !Locks.of(C.From).complete() || (At && (takes(At->Held, W) || At->HoldsNameless)) ||
             calledWithLock(C.From, W, Depth + 1);
    });
  }

  /// Could a caller that is not in sight hold the lock?
  Certainty sure(FunctionId Id, const ConditionWait &W) const {
    const Function &F = U.Functions[Id];
    // Who runs a lambda, and with what held, only its callee knows.
    bool OnThread = Calls.startsThread(Id);
    if (F.IsLambda && !OnThread)
      return Certainty::Unknown;
    if (OnThread || F.IsMain || F.IsDestructor)
      return Certainty::Definite;
    bool Callable = !F.IsLocalToUnit && !F.IsPrivate;
    if (!Callable)
      return Calls.callers(Id).empty() ? Certainty::Unknown : Certainty::Definite;
    const Object *O = objectOf(W.Locks.begin()->first, U);
    if (!O || O->IsPrivate || O->IsLocalToUnit)
      return Certainty::Definite;
    return Calls.callers(Id).empty() ? Certainty::Unknown : Certainty::Likely;
  }

  const Unit &U;
  const std::vector<ConditionWait> &Waits;
  const CallSites &Calls;
  const Deeds &Does;
  LockCache &Locks;
  std::vector<LostWakeup> &Out;
};

} // namespace

void findLostWakeups(const Unit &U, const std::vector<ConditionWait> &Waits, const CallSites &Calls,
                     const Deeds &Does, LockCache &Locks, std::vector<LostWakeup> &Out) {
  Finder(U, Waits, Calls, Does, Locks, Out).run();
}

} // namespace asyncsafe
