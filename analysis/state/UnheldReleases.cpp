//===- UnheldReleases.cpp - Releases of resources that are not held -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/state/UnheldReleases.h"

#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"
#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"
#include "analysis/state/SavedStates.h"
#include "analysis/steps/FeasiblePaths.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// The interruption leads to a handler or to a landing.
bool leavesCode(Source Why) {
  return Why == Source::Throw || Why == Source::Cancel || Why == Source::Interrupt || Why == Source::Jump;
}

class Finder {
public:
  Finder(Steps &S, FunctionId Id, const StepIndex &Index, FeasiblePaths &Paths,
         const std::map<const Step *, Certainty> &Points, const SavedState &X)
      : S(S), Id(Id), Index(Index), Paths(Paths), Points(Points), X(X), Results(S, Index, X),
        Changes(X.Changes.begin(), X.Changes.end()), Restores(X.Restores.begin(), X.Restores.end()),
        IsValue(isHandle(X.Changes.front()->effect().Resource)), CanAcquire(Index.blocksBefore(Changes)),
        Acquiring(Index.blocksOf(Changes)) {}

  bool run(std::vector<UnheldRelease> &Out) {
    if (!mayReleaseUnheld())
      return true;
    if (!Paths.follow(
            OnPath(),
            [&](BlockId B, unsigned I, const Step &Each, OnPath &Now, auto &&Enter) {
              step(B, I, Each, Now, Enter);
              return Visit::GoOn;
            },
            [&](BlockId From, const Edge &E, OnPath &Now) {
              edge(From, E, Now);
              return true;
            }))
      return false;
    // A resource released before it is acquired belongs to the caller.
    if (Served && !IsReverse)
      Out.insert(Out.end(), Found.begin(), Found.end());
    return true;
  }

private:
  enum class Phase : uint8_t { Fresh, Held, Gone };
  struct OnPath {
    Phase Is = Phase::Fresh;
    UnheldRelease::How How = UnheldRelease::How::Skipped;
    const Event *Because = nullptr; ///< null: the resource may be held on purpose
    Source Why = Source::Throw;
    bool Reused = false; ///< a variable that held the acquisition's result holds something else
    bool operator==(const OnPath &O) const {
      return std::tie(Is, How, Because, Why, Reused) == std::tie(O.Is, O.How, O.Because, O.Why, O.Reused);
    }
  };

  /// An interruption leads to a scope or a landing of this function, a branch follows a failure to
  /// acquire, or a branch skips the acquisition.
  bool mayReleaseUnheld() const {
    bool Out = std::any_of(S.F->Scopes.begin(), S.F->Scopes.end(), [](const UnwindScope &Scope) {
      return Scope.Kind == ScopeKind::Try || Scope.Kind == ScopeKind::Cleanup;
    });
    Out |= std::any_of(X.Restores.begin(), X.Restores.end(), [&](const Step *R) { return isArming(*R); });
    Out |=
        std::any_of(Points.begin(), Points.end(), [](const auto &P) { return P.first->At->JumpsTo != NoId; });
    if (!Out)
      forEachEdge(*S.F, [&](BlockId B, const Edge &E) {
        Out = Out || (E.When && ((CanAcquire[B] && !CanAcquire[E.To]) ||
                                 Results.tellFailure(S.Places.intern(E.When->Subject), E.When->Test)));
      });
    return Out;
  }

  bool isAhead(BlockId B, unsigned Index) const {
    for (unsigned I = Index; I < S.Blocks[B].size(); ++I)
      if (Changes.count(&S.Blocks[B][I]))
        return true;
    for (const Edge &E : S.F->Blocks[B].Successors)
      if (S.feasible(E) && CanAcquire[E.To])
        return true;
    return false;
  }

  template <class Enter> void step(BlockId B, unsigned I, const Step &Each, OnPath &Now, Enter &&Into) {
    Now.Reused |= Results.isReusedAt(Each);
    if (Changes.count(&Each)) {
      Now = {Phase::Held, {}, nullptr, {}};
    } else if (Restores.count(&Each)) {
      if ((isArming(Each) || isItsOwnEnd(Each) || mayAsk(Each)) && Now.Is == Phase::Fresh)
        return; // releases at its end what is held then
      if (Now.Is == Phase::Held)
        Served = true;
      else if (Now.Is == Phase::Fresh && (Each.is(EffectKind::Release) || isAdoption(Each)))
        notHeld(B, I, Each, Now);
      Now = {Phase::Gone, {}, nullptr, {}};
    } else if (Now.Is == Phase::Held && Each.K == Step::Kind::Destroy && armedBy(Each.Subject)) {
      Served = true;
      Now = {Phase::Gone, {}, nullptr, {}};
    } else if (Each.K == Step::Kind::Assign && Each.Subject == X.Kept && !isNone(Each) && !isAcquired(Each)) {
      Now = {Phase::Gone, {}, nullptr, {}};
    } else if (Now.Is == Phase::Fresh && Points.count(&Each) && (Now.Because || isAhead(B, I))) {
      strike(Each, Now, Into);
    }
  }

  /// A scope guard is given the release of a lock: a function that it always calls.
  bool isArming(const Step &Each) const {
    return !IsValue && Each.is(EffectKind::Adopt) && Each.OfVariable &&
           Each.effect().Sure == Certainty::Definite;
  }

  /// The destructor of the lock itself: it must know whether it is held.
  bool isItsOwnEnd(const Step &Each) const {
    if (Each.At->kind() != EventKind::Destroy)
      return false;
    Place Destroyed = Each.At->site().This;
    Destroyed.AddressOf = false;
    return S.Places.intern(Destroyed) == Each.Subject;
  }

  /// A callee that releases it on some of its paths only may test whether it is held: a guard with a flag.
  static bool mayAsk(const Step &Each) {
    return Each.is(EffectKind::Release) && Each.effect().Sure != Certainty::Definite;
  }

  /// A guard adopts a lock, assuming that it is held.
  bool isAdoption(const Step &Each) const {
    return !IsValue && Each.is(EffectKind::Adopt) && !Each.OfVariable &&
           Each.effect().Sure == Certainty::Definite;
  }

  /// The scope guard that releases it at the end of \p Object, or null.
  const Step *armedBy(PlaceId Object) const {
    for (const Step *Each : X.Restores)
      if (isArming(*Each) && Each->Owner == Object)
        return Each;
    return nullptr;
  }

  /// Releasing a null handle does nothing, except for streams.
  bool isHarmlessIfNone() const {
    return IsValue && X.Changes.front()->effect().Resource != ResourceKind::File;
  }

  /// `file = NULL`
  bool isNone(const Step &Assign) const {
    return !isHarmlessIfNone() && Assign.At->constant() && Assign.other().isNone();
  }

  bool isAcquired(const Step &Assign) const {
    return std::any_of(X.Changes.begin(), X.Changes.end(),
                       [&](const Step *Change) { return Change->Subject == Assign.Other; });
  }

  void notHeld(BlockId B, unsigned I, const Step &Release, const OnPath &Now) {
    if (!Now.Because)
      IsReverse |= isAhead(B, I);
    else if (!isCountedOut(B))
      found(Now, Release.At, Release.At->Expr);
  }

  /// A loop posts a semaphore as often as something else says: once for each thread that was started.
  bool isCountedOut(BlockId Release) const {
    if (X.Changes.front()->effect().Resource != ResourceKind::Semaphore || !Index.isInLoop(Release))
      return false;
    if (!Loops)
      Loops.emplace(*S.F);
    const SharedLoop Inner = Loops->around(Release).front();
    return std::none_of(Acquiring.begin(), Acquiring.end(),
                        [&](BlockId B) { return std::binary_search(Inner->begin(), Inner->end(), B); });
  }

  /// Follows the interruption to the scope that releases first.
  template <class Enter> void strike(const Step &Each, const OnPath &Now, Enter &&Into) {
    OnPath Struck = Now;
    if (!Now.Because)
      Struck = {Phase::Fresh, UnheldRelease::How::Interrupted, Each.At, Each.effect().Raises};
    if (Each.effect().Raises == Source::Jump) {
      if (Each.At->JumpsTo != NoId)
        Into(Each.At->JumpsTo, Struck);
      return;
    }
    for (ScopeId Id = Each.At->Scope; Id != NoId; Id = S.F->Scopes[Id].Parent) {
      const UnwindScope &Scope = S.F->Scopes[Id];
      if (Scope.Kind == ScopeKind::Terminate)
        return;
      const Step *Armed = Scope.Kind == ScopeKind::Destroy ? armedBy(S.Scopes[Id].Object) : nullptr;
      if (Armed && !Scope.Conditional) {
        found(Struck, Armed->At, Armed->At->Expr);
        return;
      }
      bool Runs = Scope.Kind == ScopeKind::Cleanup && (Scope.RunsOn & (1u << unsigned(Each.effect().Raises)));
      if (Runs && releases(S.Scopes[Id])) {
        found(Struck, &Scope.Action, Scope.Action.Expr.isValid() ? Scope.Action.Expr : Scope.Range);
        return;
      }
      if (Scope.Kind != ScopeKind::Try)
        continue;
      for (const Handler &H : Scope.Handlers)
        if (match(H, Each.effect(), *S.U) == Match::Yes) {
          Into(H.Entry, Struck);
          return;
        }
    }
  }

  bool releases(const ScopeAction &A) const {
    return std::any_of(A.Steps.begin(), A.Steps.end(), [&](const Step &Each) {
      return Each.is(EffectKind::Release) && Each.Subject == X.Kept &&
             Each.effect().Sure == Certainty::Definite;
    });
  }

  /// The acquisition blocks until it succeeds, so only an error message handles its failure.
  bool failsByMisuse() const {
    return std::all_of(X.Changes.begin(), X.Changes.end(),
                       [](const Step *Each) { return Each->effect().Wait->EndsItself; });
  }

  void edge(BlockId From, const Edge &E, OnPath &Now) const {
    if (!E.When)
      return;
    PlaceId Tested = S.Places.intern(E.When->Subject);
    if (Now.Is == Phase::Held && !failsByMisuse() &&
        (!Now.Reused || S.Places[Tested].Root == Place::RootKind::Temporary) &&
        Results.tellFailure(Tested, E.When->Test)) {
      Now = {isHarmlessIfNone() ? Phase::Gone : Phase::Fresh,
             UnheldRelease::How::Failed,
             X.Changes.front()->At,
             {}};
    } else if (Now.Is == Phase::Fresh && !Now.Because && CanAcquire[From] && !CanAcquire[E.To] &&
               !S.F->Blocks[From].Events.empty() && !Index.isInLoop(From) && !followsAcquisition(E.To) &&
               isFailedCall(Tested, E.When->Test)) {
      Now.How = UnheldRelease::How::Skipped;
      Now.Because = &S.F->Blocks[From].Events.back();
    }
  }

  /// `if (is_locked() || lock()) { …; unlock(); }`: the other way there finds it held.
  bool followsAcquisition(BlockId To) const {
    return std::any_of(Acquiring.begin(), Acquiring.end(), [&](BlockId B) {
      const std::vector<Edge> &Next = S.F->Blocks[B].Successors;
      return std::any_of(Next.begin(), Next.end(), [&](const Edge &E) { return E.To == To && E.When; });
    });
  }

  /// The branch is taken after a failed call: below zero, null, non-zero.
  bool isFailedCall(PlaceId P, Predicate Test) const {
    if (!Index.isCallResult(P) || (!holds(Test, 0) && leadsToIt(P)))
      return false;
    return !compatible(Test, {Predicate::Op::GE, 0}) || !holds(Test, 0) ||
           Test == Predicate{Predicate::Op::EQ, 0};
  }

  /// A pointer to the object that the lock is in: null if the call has failed.
  bool leadsToIt(PlaceId P) const {
    auto Leads = [this](PlaceId Pointer) {
      Place Object = S.Places[Pointer];
      return S.Places[X.Kept].startsWith(Object.deref());
    };
    const std::vector<PlaceId> Copies = Index.copiesOf(P);
    return Leads(P) || std::any_of(Copies.begin(), Copies.end(), Leads);
  }

  void found(const OnPath &Now, const Event *Release, const SourceRange &Where) {
    for (const UnheldRelease &Old : Found)
      if (Old.Release == Release)
        return;
    UnheldRelease R;
    R.Is = Now.How;
    R.In = Id;
    R.Acquire = X.Changes.front()->At;
    R.Release = Release;
    R.Where = Where;
    R.Because = Now.Because;
    R.What = S.Places[X.Kept];
    R.Kind = X.Changes.front()->effect().Resource;
    R.Why = Now.Why;
    Found.push_back(std::move(R));
  }

  Steps &S;
  FunctionId Id;
  const StepIndex &Index;
  FeasiblePaths &Paths;
  const std::map<const Step *, Certainty> &Points;
  const SavedState &X;
  ChangeResults Results;
  StepSet Changes, Restores;
  bool IsValue; ///< a handle, rather than a lock
  std::vector<bool> CanAcquire;
  const std::vector<BlockId> Acquiring;
  mutable std::optional<LoopNest> Loops; ///< when first asked
  std::vector<UnheldRelease> Found;
  bool Served = false;    ///< some path releases what it acquired
  bool IsReverse = false; ///< some path releases first
};

/// Other code may store to the variable: its address is given away, or a lambda names it.
bool isStoredByOthers(const Steps &S, const Place &Kept) {
  auto Gives = [&](const Place &P) { return P.AddressOf && P.sameRoot(Kept); };
  bool Given = false;
  forEachEvent(*S.F, [&](Position, const Event &E) {
    Given |= Gives(E.other()) || Gives(E.site().This) ||
             std::any_of(E.site().Args.begin(), E.site().Args.end(), Gives);
  });
  for (const Function &F : S.U->Functions)
    if (F.IsLambda && &F != S.F && F.Range.File == S.F->Range.File && S.F->Range.Begin <= F.Range.Begin &&
        F.Range.End <= S.F->Range.End)
      forEachEvent(F, [&](Position, const Event &E) {
        Given |= E.kind() == EventKind::Assign && E.subject().sameRoot(Kept);
      });
  return Given;
}

/// Variables that a single acquisition stores its handle to; variables that hold several handles in turn
/// are left out.
std::vector<SavedState> ownHandles(const Steps &S) {
  // A variable that was never stored to matters where an interruption returns into the function.
  bool Returns = std::any_of(S.F->Scopes.begin(), S.F->Scopes.end(),
                             [](const UnwindScope &Scope) { return Scope.Kind == ScopeKind::Try; });
  std::map<PlaceId, const Step *> Taken; ///< by result
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block)
      if (Each.is(EffectKind::Acquire) && isHandle(Each.effect().Resource) && Each.Owner == NoPlace &&
          (Returns || Each.effect().Resource == ResourceKind::File))
        Taken.emplace(Each.Subject, &Each);
  std::map<PlaceId, std::vector<const Step *>> Into; ///< by variable
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block) {
      if (Each.K != Step::Kind::Assign || !isOwnVariable(S, Each.Subject) ||
          !S.Places[Each.Subject].Path.empty())
        continue;
      if (auto By = Taken.find(Each.Other); By != Taken.end())
        Into[Each.Subject].push_back(By->second);
    }
  std::vector<SavedState> Out;
  for (auto &[Variable, By] : Into) {
    if (By.size() != 1 || isStoredByOthers(S, S.Places[Variable]))
      continue;
    SavedState X;
    X.Kind = StateKind::Lock;
    X.Kept = Variable;
    X.Changes = By;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        if ((Each.is(EffectKind::Release) || Each.is(EffectKind::Adopt)) && Each.Subject == Variable)
          X.Restores.push_back(&Each);
    Out.push_back(std::move(X));
  }
  return Out;
}

} // namespace

bool findUnheldReleases(Steps &S, FunctionId Id, const LiveSources &Live, unsigned Budget,
                        std::vector<UnheldRelease> &Out) {
  std::vector<SavedState> States = heldLocks(S, /*Counts=*/true);
  for (SavedState &X : ownHandles(S))
    States.push_back(std::move(X));
  if (States.empty())
    return true;
  std::map<const Step *, Certainty> Points;
  for (const Point &P : interruptionPoints(S, Budget))
    if (Live[P.What->effect().Raises] && P.Sure != Certainty::Unknown && leavesCode(P.What->effect().Raises))
      Points.emplace(P.What, P.Sure);
  std::optional<FeasiblePaths> Paths;
  std::optional<StepIndex> Index;
  bool Complete = true;
  for (const SavedState &X : States) {
    bool Scoped = std::any_of(S.F->Scopes.begin(), S.F->Scopes.end(),
                              [](const UnwindScope &Scope) { return Scope.Kind == ScopeKind::Cleanup; });
    if (X.Restores.empty() && !Scoped)
      continue;
    if (!Paths) {
      Paths.emplace(S);
      Index.emplace(S);
    }
    size_t Known = Out.size();
    Complete &= Finder(S, Id, *Index, *Paths, Points, X).run(Out);
    // Incrementing never fails, so a path that skips it is correlated with other paths.
    Out.erase(std::remove_if(Out.begin() + Known, Out.end(),
                             [](const UnheldRelease &R) {
                               return R.Kind == ResourceKind::Counter &&
                                      R.Is != UnheldRelease::How::Interrupted;
                             }),
              Out.end());
  }
  return Complete;
}

} // namespace asyncsafe
