//===- Analysis.cpp - From a unit to its facts ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Facts.h"
#include "analysis/engine/Paths.h"
#include "analysis/exposures/AsynchronousCancels.h"
#include "analysis/exposures/Boundaries.h"
#include "analysis/exposures/CallersMasks.h"
#include "analysis/exposures/Cleanups.h"
#include "analysis/exposures/Exposures.h"
#include "analysis/exposures/JumpGates.h"
#include "analysis/exposures/LiveSources.h"
#include "analysis/exposures/LostValues.h"
#include "analysis/exposures/OuterFrames.h"
#include "analysis/exposures/ReturnedResources.h"
#include "analysis/exposures/Roles.h"
#include "analysis/exposures/SkippedObjects.h"
#include "analysis/exposures/Summaries.h"
#include "analysis/exposures/Suspensions.h"
#include "analysis/handlers/EarlySignals.h"
#include "analysis/handlers/EarlyStates.h"
#include "analysis/handlers/HandlerCode.h"
#include "analysis/handlers/HandlerDefects.h"
#include "analysis/handlers/HandlerJumps.h"
#include "analysis/handlers/Registrations.h"
#include "analysis/handlers/UnsetFlags.h"
#include "analysis/python/PythonWaits.h"
#include "analysis/state/ConstantRestores.h"
#include "analysis/state/DoubleReleases.h"
#include "analysis/state/HandedLocks.h"
#include "analysis/state/HarmfulCleanups.h"
#include "analysis/state/InheritedStates.h"
#include "analysis/state/InterruptedAcquisitions.h"
#include "analysis/state/LeftStates.h"
#include "analysis/state/UnheldReleases.h"
#include "analysis/steps/Counters.h"
#include "analysis/steps/LearntPairs.h"
#include "analysis/threads/HandleWaits.h"
#include "analysis/threads/LostWakeups.h"
#include "analysis/threads/MaskedWaits.h"
#include "analysis/threads/PreventedWaits.h"
#include "analysis/threads/UnconditionalWaits.h"
#include "analysis/threads/UnstoppableLoops.h"
#include "analysis/threads/UnstoppableWaits.h"
#include "analysis/waits/AfterWait.h"
#include "analysis/waits/Waits.h"
#include "analysis/wakeups/FlagOrders.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// Can this function both acquire a resource and owe its release?  Most cannot; the exposure pass skips
/// those.
bool mayAcquire(const Unit &U, const Function &F, Summaries &All) {
  All.begin(F);
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events) {
      if (E.is(EffectKind::Acquire))
        return true;
      if ((E.adds() || E.addsParameter()) && All.counters()->contains(E.subject().Object))
        return true;
      if (E.kind() == EventKind::Assign && E.constant() && All.counters()->isLatch(E.subject().Object))
        return true;
      if (E.kind() == EventKind::Call && All.pairs()->acquires(E.site().Callee))
        return true;
      if (calledBy(U, E, Runs::Perhaps) == NoId)
        continue;
      for (const Effect &Inside : All.effectsOf(E.site().Callee, E.site().Constants).Effects)
        if (Inside.Kind == EffectKind::Acquire || Inside.Resource == ResourceKind::Counter)
          return true;
    }
  return false;
}

/// Does this function change masks (itself or through a callee), handlers, or a pointer to the innermost
/// frame, so that it may have to restore them?
bool mayChangeState(const Unit &U, const Function &F, Summaries &All) {
  All.begin(F);
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events) {
      bool Innermost = E.kind() == EventKind::Assign && E.other().AddressOf &&
                       E.other().Root == Place::RootKind::Local && !isFunctionOwn(E.subject());
      bool Handler = E.is(EffectKind::RegisterHandler) && !E.effect().Wait->Mask.isNone();
      bool Masks = E.is(EffectKind::Mask) || (E.is(EffectKind::RestoreMask) && !E.effect().Other.isNone());
      if (Masks || E.is(EffectKind::PushCleanup) || Innermost || Handler)
        return true;
      if (calledBy(U, E, Runs::Perhaps) == NoId)
        continue;
      for (const Effect &Inside : All.effectsOf(E.site().Callee, E.site().Constants).Effects)
        if (Inside.Kind == EffectKind::Mask || Inside.Kind == EffectKind::RegisterHandler)
          return true;
    }
  return false;
}

/// A resource that a constructor stores into these members belongs to the completed object, and leaks if
/// the constructor throws first. A delegating constructor is excluded: once its target constructor has
/// returned, the object is complete.
void noteMembersFreed(const Unit &U, const Function &F, Summaries &All, Steps &S) {
  if (!F.IsConstructor || F.Class.empty())
    return;
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events)
      if (E.kind() == EventKind::Call && U.Callees[E.site().Callee].Constructor &&
          E.site().This.Root == Place::RootKind::This && E.site().This.Path.empty())
        return;
  for (FunctionId Id = 0; Id < U.Functions.size(); ++Id) {
    if (!U.Functions[Id].IsDestructor || U.Functions[Id].Class != F.Class)
      continue;
    for (const Effect &E : All.of(Id).Effects)
      if (E.Kind == EffectKind::Release && isHandle(E.Resource) && E.Subject.Root == Place::RootKind::This)
        S.FreedByObject.insert(S.Places.intern(E.Subject));
  }
}

bool isReleasedElsewhere(const Unit &U, const Function &F, ObjectId Member) {
  for (const Function &Other : U.Functions)
    if (&Other != &F)
      for (const Block &B : Other.Blocks)
        for (const Event &E : B.Events)
          if (E.is(EffectKind::Release) && E.effect().Subject.Object == Member)
            return true;
  return Member == NoId;
}

/// Members that this function both acquires into and releases, and that no other function releases:
/// neither the object's destructor nor another method cleans up.
void noteOwnMembers(const Unit &U, const Function &F, Steps &S) {
  if (!F.IsOfPlainClass || F.IsConstructor || F.IsLambda)
    return;
  std::set<PlaceId> Taken;
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block) {
      if (!Each.is(EffectKind::Acquire) || !isHandle(Each.effect().Resource))
        continue;
      Taken.insert(Each.Subject);
    }
  for (const auto &Block : S.Blocks) // `Input = open(…)` gives it its name
    for (const Step &Each : Block)
      if (Each.K == Step::Kind::Assign && Taken.count(Each.Other) && Each.Subject != NoPlace)
        Taken.insert(Each.Subject);
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block) {
      if (!Each.is(EffectKind::Release) || !Taken.count(Each.Subject) || Each.At->kind() != EventKind::Effect)
        continue;
      const Place &Member = S.Places[Each.Subject];
      bool Direct = Member.Root == Place::RootKind::This && !Member.Path.empty() &&
                    Member.Path.front().K == Projection::Kind::Field;
      if (Direct && !isReleasedElsewhere(U, F, Member.Object))
        S.OwnMembers.insert(Each.Subject);
    }
}

bool cancelsAnywhere(const Unit &U) {
  return std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) {
    bool Is = false;
    forEachEvent(F, [&](Position, const Event &E) { Is |= E.is(EffectKind::CancelAnywhere); });
    return Is;
  });
}

/// What the threads of a unit wait for, and which of those waits cannot be ended.
void findThreadFacts(const Unit &U, const Callees &Calls, WaitFollower &Paths, const LiveSources &Live,
                     const Roles &Who, CalleeOracle &Oracle, const AnalysisOptions &Options,
                     UnitFacts &Facts) {
  SideEffectSummaries Does(U, Calls);
  LockCache Locks(U, Oracle, Options.Budget);
  MaskCache Masks(U, Oracle, Options.Budget);
  const std::vector<Wait> &All = Facts.Waits;
  std::vector<ConditionWait> Conditions = conditionWaits(U, All, Does.locks(), Locks);
  findLostWakeups(U, Conditions, Calls, Does, Locks, Facts.LostWakeups);
  findUnconditionalWaits(U, Conditions, Does, Facts.UnconditionalWaits);
  findPreventedWaits(Calls, Conditions, Oracle, Options, Facts.PreventedWaits);
  findUnstoppableWaits(U, All, Conditions, Calls, Does, Options, Facts.UnstoppableWaits);
  findMaskedWaits(U, All, Calls, Live, Who, Masks, Options, Facts.MaskedWaits);
  findPythonWaits(Calls, Paths, Masks, Facts, Facts.PythonWaits);
  findHandleWaits(U, All, Calls, Does, Facts.HandleWaits);
  findWakeupOrders(Facts, Conditions, Calls, Does, Locks, Facts.FlagOrders);
  for (const std::vector<FunctionId> &Given : {Locks.incomplete(), Masks.incomplete()})
    for (FunctionId F : Given)
      Facts.refuse(F, "too large to follow its locks and masks within the budget");
}

/// By function: it handles faults of the program (SIGSEGV, …), and no other signal.
std::vector<bool> faultHandlers(const Unit &U, const std::vector<HandlerInstall> &Handlers) {
  std::vector<bool> Out(U.Functions.size());
  for (bool Fault : {true, false})
    for (const HandlerInstall &H : Handlers)
      if (H.Handler != NoId && H.isFault() == Fault)
        Out[H.Handler] = Fault;
  return Out;
}

} // namespace

UnitFacts analyse(const Unit &U, const AnalysisOptions &Options) {
  UnitFacts Facts;
  Facts.Of = &U;
  Facts.Calls = std::make_shared<const Callees>(U);
  const Callees &Calls = *Facts.Calls;
  LiveSources Live(U, Options.Sources);
  findHandlers(U, Facts);
  Roles Who(Calls, faultHandlers(U, Facts.Handlers));
  Facts.Cancelled = Who.routes();
  Facts.HandlerRuns = findHandlerCode(Calls, Facts.Handlers);
  Summaries All(Calls, Options, leftByHandlers(Facts));
  Boundaries Unwinding;
  std::vector<bool> Routines = cleanupRoutines(Calls);
  std::vector<bool> Returned = releasedByCallers(Calls, All);
  const InheritedStates Inherited(Calls);
  const bool SkipsObjects = jumpsOverObjects(U);
  for (FunctionId Id = 0; Id < U.Functions.size(); ++Id) {
    const Function &F = U.Functions[Id];
    if (F.System)
      continue;
    constexpr std::string_view TooLarge = "too large to analyse within the budget",
                               TooManyPaths =
                                   "too many paths to follow its masks and locks within the budget";
    if (!All.of(Id).Complete)
      Facts.refuse(Id, TooLarge);
    if (!All.settled(Id))
      Facts.refuse(Id, "part of a recursion that is too large to follow");
    bool Acquires = mayAcquire(U, F, All);
    bool Bounds = (Live[Source::Cancel] || Live[Source::Interrupt]) && hasBoundary(F);
    bool MaySkip = SkipsObjects &&
                   std::any_of(F.Scopes.begin(), F.Scopes.end(),
                               [](const UnwindScope &Scope) { return Scope.Kind == ScopeKind::Destroy; });
    if (!Acquires && !Bounds && !Routines[Id] && !MaySkip && !mayChangeState(U, F, All))
      continue;
    Steps S = resolve(U, F, {}, All);
    LiveSources Here = Live;
    // Only evidence can tell which threads a cancellation can hit; a source that the user names is
    // reported everywhere.
    if (Options.Sources.Auto && !Options.Strict && !Who.canBeCancelled(Id))
      Here.ruleOut(Source::Cancel);
    if (!findLeftStates(S, Id, Calls, Facts.LeftStates))
      Facts.refuse(Id, TooManyPaths);
    Inherited.find(S, Id, Facts.LeftStates);
    findConstantEnds(S, Id, Calls, Facts.ConstantRestores);
    if (Bounds)
      findBoundaries(S, Id, Calls, Here, Options.Budget, Unwinding);
    findHeldOverSuspends(S, Id, Options.Budget, Facts.HeldOverSuspends);
    if (!Acquires && !Routines[Id] && !MaySkip)
      continue;
    findInterruptedCleanups(S, Id, Routines[Id], Here, Options, Facts.InterruptedCleanups);
    if (!findUnheldReleases(S, Id, Here, Options.Budget, Facts.UnheldReleases) ||
        !findDoubleReleases(S, Id, Here, Options.Budget, Facts.UnheldReleases))
      Facts.refuse(Id, TooManyPaths);
    noteMembersFreed(U, F, All, S);
    noteOwnMembers(U, F, S);
    S.ReleasedByCallers = Returned[Id];
    if (!findExposures(S, Here, Options, Facts.Exposures))
      Facts.refuse(Id, TooLarge);
    if (Here[Source::Jump])
      findLostValues(S, Facts.LostValues);
    if (MaySkip && Here[Source::Jump])
      findSkippedObjects(S, Options.Budget, Facts.Exposures);
  }
  Facts.Swallowed = std::move(Unwinding.Swallowed);
  Facts.Terminated = std::move(Unwinding.Terminated);
  CallersMasks Outside(Calls, All, Options.Budget);
  Outside.drop(Facts.Terminated);
  Outside.drop(Facts.Swallowed);
  Outside.drop(Facts.Exposures);
  OuterFrames(Calls, All, Who).judge(Facts.Exposures);
  if (cancelsAnywhere(U)) {
    std::vector<FunctionId> TooLarge;
    Facts.CancelledAnywheres = findCancelledAnywhere(Calls, Who, All, TooLarge);
    for (FunctionId F : TooLarge)
      Facts.refuse(F, "too many paths to follow where it can be cancelled within the budget");
  }
  dropHandedLocks(Calls, All, Facts.LeftStates);
  dropUninterrupted(Facts, Facts.UnheldReleases);
  closeJumpGates(U, Facts.Exposures);
  judgeByCallers(Calls, All, Options, Facts.ConstantRestores);
  findConstantGuards(U, Facts.ConstantRestores);
  Facts.HandlerWrites = findHandlerWrites(U, Facts.HandlerRuns);
  Facts.FlagsUnset = findUnsetFlags(U, Facts.Handlers);
  if (!Facts.HandlerRuns.empty()) {
    Facts.Defects = findHandlerDefects(Facts);
    Facts.FlagOrders = findHandlerOrders(Facts, Facts.Defects.UnsafeCalls);
    Facts.EarlySignals = findEarlySignals(Facts, All);
    std::vector<FunctionId> MakeMore;
    Facts.EarlyStates = findEarlyStates(Facts, MakeMore);
    for (FunctionId F : MakeMore)
      Facts.refuse(F, "creates too much that outlives the process to tell apart within the budget");
  }
  findHarmfulCleanups(Facts, Live, Who, All, Options, Facts.HarmfulCleanups);
  Facts.UnstoppableLoops = findUnstoppableLoops(Calls, /*OnlyJoined=*/!Options.Strict);
  if (!waits(U) && !Live[Source::Python])
    return Facts;
  CalleeSummaries OfCallees(Calls);
  WaitFollower Paths(U, OfCallees);
  Facts.Waits = findWaits(Calls, Paths);
  findSignalDefects(Calls, Paths, Options, Facts, Facts.SignalWaits);
  findThreadFacts(U, Calls, Paths, Live, Who, All, Options, Facts);
  return Facts;
}

} // namespace asyncsafe
