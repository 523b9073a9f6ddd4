//===- CallersLocks.cpp - Locks held by callers ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/CallersLocks.h"

#include "analysis/engine/Paths.h"

namespace asyncsafe {

/// Levels of callers; beyond these, any lock may be held.
static constexpr unsigned MaxDepth = 4;

static bool isOpaqueGuard(const Unit &U, CalleeId Id) {
  const Callee &C = U.Callees[Id];
  return C.Constructor && bodyOf(U, Id, Runs::Perhaps) == NoId && !C.Standard && !C.System &&
         !C.TrivialDestruction;
}

/// The function refers to the lock in other ways: it asserts that it is held, or gets it, or the object
/// that holds it, from its caller.
bool CallersLocks::mentionsLock(FunctionId Id, const ConditionWait &W) {
  const Function &F = U.Functions[Id];
  auto IsLock = [&](const Place &P) {
    SharedKey Key = sharedKey(P);
    return Key && W.Locks.count(Key);
  };
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events) {
      if (E.kind() == EventKind::Call &&
          (IsLock(E.site().This) || std::any_of(E.site().Args.begin(), E.site().Args.end(), IsLock)) &&
          !U.Callees[E.site().Callee].Constructor)
        return true;
      // An object of an unknown class may hold it.
      if (E.kind() == EventKind::Call && isOpaqueGuard(U, E.site().Callee))
        return true;
    }
  return releasesUntaken(Id);
}

/// It releases a lock that it does not visibly take: its caller's, or one that a guard takes under a
/// condition of its own.
bool CallersLocks::releasesUntaken(FunctionId Id) {
  const Steps &S = Locks.steps(Id);
  return std::any_of(S.Blocks.begin(), S.Blocks.end(), [&](const auto &Block) {
    return std::any_of(Block.begin(), Block.end(), [&](const Step &Each) {
      if (!Each.is(EffectKind::Release))
        return false;
      const ResourceKind Of = Each.effect().Resource;
      bool IsLock = Of == ResourceKind::Lock || Of == ResourceKind::SharedLock ||
                    (Each.At->kind() == EventKind::Effect && !isHandle(Of));
      return IsLock && !takesHere(Id, Each.effect().Subject);
    });
  });
}

/// The caller passes a held lock, as a `std::unique_lock &`, or as a mutex that a condition wait
/// releases. The name under which the waiter knows that lock is unknown.
bool CallersLocks::isHandedLock(FunctionId Id) {
  const Function &F = U.Functions[Id];
  if (std::any_of(F.Parameters.begin(), F.Parameters.end(), [](const Parameter &P) { return P.HoldsLock; }))
    return true;
  bool Handed = false;
  forEachEvent(F, [&](Position, const Event &E) {
    bool Waits = E.is(EffectKind::Block) && E.effect().Wait->Signal == OnSignal::Ignores;
    Handed |= Waits && std::any_of(E.site().Args.begin(), E.site().Args.end(), [&](const Place &A) {
                return A.Root == Place::RootKind::Param && A.Path.empty() && A != E.effect().Subject;
              });
  });
  return Handed;
}

/// The lock was taken in this function, or by an object constructed here.
bool CallersLocks::takesHere(FunctionId Id, const Place &What) {
  const Steps &S = Locks.steps(Id);
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block) {
      bool Takes =
          Each.is(EffectKind::Acquire) || Each.is(EffectKind::Adopt) || Each.is(EffectKind::Associate);
      if (Takes && (Each.At->effect().Subject == What || Each.At->effect().Owner == What ||
                    Each.effect().Subject == What || Each.effect().Owner == What))
        return true;
    }
  return false;
}

/// A reference may alias a lock that is also known by another name.
static bool areReferences(const LockNames &Locks, const Unit &U) {
  return std::any_of(Locks.begin(), Locks.end(), [&](const auto &Lock) {
    const Object *O = objectOf(Lock.first, U);
    return O && !O->Type.empty() && O->Type.back() == '&';
  });
}

bool CallersLocks::isCalledWith(FunctionId F, const LockNames *Of) {
  Visited<FunctionId> Seen;
  return isCalledWith(F, Of && !areReferences(*Of, U) ? Of : nullptr, 0, Seen);
}

bool CallersLocks::isCalledWith(FunctionId Id, const LockNames *Of, unsigned Depth,
                                Visited<FunctionId> &Seen) {
  if (Depth > MaxDepth)
    return true;
  if (!Seen.isNew(Id, Depth))
    return false; // an earlier match would have ended the search
  return std::any_of(Calls.callers(Id).begin(), Calls.callers(Id).end(), [&](const CallEdge &C) {
    if (C.From == Id)
      return false;
    const LockSets::AtEvent *At = Locks.of(C.From).at(C.Block, C.Index);
    bool Holds = At && (At->HoldsNameless || areReferences(At->Held, U) ||
                        (Of ? names(At->Held, *Of) : !At->Held.empty()));
    return !Locks.of(C.From).complete() || Holds || isCalledWith(C.From, Of, Depth + 1, Seen);
  });
}

Certainty CallersLocks::runsWithout(FunctionId Id, const ConditionWait &W) const {
  const Function &F = U.Functions[Id];
  // Only the callee knows on which thread, and with which locks, it runs a lambda.
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

} // namespace asyncsafe
