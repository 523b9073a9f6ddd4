//===- UnheldReleases.cpp - Releases of what is not held ------------------===//

#include "analysis/state/UnheldReleases.h"

#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"
#include "analysis/state/SavedStates.h"
#include "analysis/steps/FeasiblePaths.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool isOneOf(const std::vector<const Step *> &Some, const Step &Each) {
  return std::find(Some.begin(), Some.end(), &Each) != Some.end();
}

class Finder {
public:
  Finder(Steps &S, FunctionId Id, FeasiblePaths &Paths, const std::map<const Step *, Certainty> &Points,
         const SavedState &X)
      : S(S), Id(Id), Paths(Paths), Points(Points), X(X), CanAcquire(blocksBefore()) {}

  bool run(std::vector<UnheldRelease> &Out) {
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
    // What is also released before it is acquired, the caller holds.
    if (Served && !IsReverse)
      Out.insert(Out.end(), Found.begin(), Found.end());
    return true;
  }

private:
  enum class Phase : uint8_t { Fresh, Held, Gone };
  struct OnPath {
    Phase Is = Phase::Fresh;
    UnheldRelease::How How = UnheldRelease::How::Skipped;
    const Event *Because = nullptr; ///< null: nothing says that it is not held on purpose
    Source Why = Source::Throw;
    bool operator==(const OnPath &O) const {
      return std::tie(Is, How, Because, Why) == std::tie(O.Is, O.How, O.Because, O.Why);
    }
  };

  std::vector<bool> blocksBefore() const {
    std::vector<BlockId> To;
    for (BlockId B = 0; B < S.Blocks.size(); ++B)
      if (std::any_of(S.Blocks[B].begin(), S.Blocks[B].end(),
                      [&](const Step &Each) { return isOneOf(X.Changes, Each); }))
        To.push_back(B);
    std::vector<bool> Out =
        reach(*S.F, To, Along::Backward, [&](BlockId, const Edge &E) { return S.feasible(E); });
    for (BlockId B : To)
      Out[B] = true;
    return Out;
  }

  bool isAhead(BlockId B, unsigned Index) const {
    for (unsigned I = Index; I < S.Blocks[B].size(); ++I)
      if (isOneOf(X.Changes, S.Blocks[B][I]))
        return true;
    for (const Edge &E : S.F->Blocks[B].Successors)
      if (S.feasible(E) && CanAcquire[E.To])
        return true;
    return false;
  }

  template <class Enter> void step(BlockId B, unsigned I, const Step &Each, OnPath &Now, Enter &&Into) {
    if (isOneOf(X.Changes, Each)) {
      Now = {Phase::Held, {}, nullptr, {}};
    } else if (isOneOf(X.Restores, Each)) {
      if (Now.Is == Phase::Held)
        Served = true;
      else if (Now.Is == Phase::Fresh && Each.is(EffectKind::Release))
        notHeld(B, I, Each, Now);
      Now = {Phase::Gone, {}, nullptr, {}};
    } else if (Each.K == Step::Kind::Assign && Each.Subject == X.Kept && !isNone(Each) && !isAcquired(Each)) {
      Now = {Phase::Gone, {}, nullptr, {}};
    } else if (Now.Is == Phase::Fresh && Points.count(&Each) && isAhead(B, I)) {
      strike(Each, Now, Into);
    }
  }

  /// `file = NULL`
  static bool isNone(const Step &Assign) { return Assign.At->constant() && Assign.other().isNone(); }

  bool isAcquired(const Step &Assign) const {
    return std::any_of(X.Changes.begin(), X.Changes.end(),
                       [&](const Step *Change) { return Change->Subject == Assign.Other; });
  }

  void notHeld(BlockId B, unsigned I, const Step &Release, const OnPath &Now) {
    if (!Now.Because)
      IsReverse |= isAhead(B, I);
    else
      found(Now, Release.At, Release.At->Expr);
  }

  /// The interruption goes to whatever releases first.
  template <class Enter> void strike(const Step &Each, const OnPath &Now, Enter &&Into) {
    OnPath Struck = Now;
    Struck.How = UnheldRelease::How::Interrupted;
    Struck.Because = Each.At;
    Struck.Why = Each.effect().Raises;
    if (Each.effect().Raises == Source::Jump) {
      return; // what the landing does, its tests decide
    }
    for (ScopeId Id = Each.At->Scope; Id != NoId; Id = S.F->Scopes[Id].Parent) {
      const UnwindScope &Scope = S.F->Scopes[Id];
      if (Scope.Kind == ScopeKind::Terminate)
        return;
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

  void edge(BlockId From, const Edge &E, OnPath &Now) const {
    if (!E.When)
      return;
    PlaceId Tested = S.Places.intern(E.When->Subject);
    if (Now.Is == Phase::Held && tellsFailure(S, X, Tested, E.When->Test)) {
      Now = {Phase::Fresh, UnheldRelease::How::Failed, X.Changes.front()->At, {}};
    } else if (Now.Is == Phase::Fresh && !Now.Because && CanAcquire[From] && !CanAcquire[E.To] &&
               !S.F->Blocks[From].Events.empty() && !isInLoop(*S.F, From) &&
               isFailedCall(Tested, E.When->Test)) {
      Now.How = UnheldRelease::How::Skipped;
      Now.Because = &S.F->Blocks[From].Events.back();
    }
  }

  /// The branch is for a call that has failed: below zero, null, not zero.
  bool isFailedCall(PlaceId P, Predicate Test) const {
    if (P == NoPlace)
      return false;
    bool IsResult = S.Places[P].Root == Place::RootKind::Temporary;
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        IsResult |= Each.K == Step::Kind::Assign && Each.Subject == P &&
                    Each.other().Root == Place::RootKind::Temporary;
    return IsResult && (!compatible(Test, {Predicate::Op::GE, 0}) || !holds(Test, 0) ||
                        Test == Predicate{Predicate::Op::EQ, 0});
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
  FeasiblePaths &Paths;
  const std::map<const Step *, Certainty> &Points;
  const SavedState &X;
  std::vector<bool> CanAcquire;
  std::vector<UnheldRelease> Found;
  bool Served = false;    ///< some path releases what it has acquired
  bool IsReverse = false; ///< some path releases first
};

/// A null stream must not be closed; of most handles, the release of none is harmless.
std::vector<SavedState> openedFiles(const Steps &S) {
  std::vector<SavedState> Out;
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block) {
      if (!Each.is(EffectKind::Acquire) || Each.effect().Resource != ResourceKind::File ||
          Each.Owner != NoPlace)
        continue;
      for (const auto &Others : S.Blocks)
        for (const Step &Assign : Others)
          if (Assign.K == Step::Kind::Assign && Assign.Other == Each.Subject && Assign.Subject != NoPlace &&
              S.Places[Assign.Subject].Root == Place::RootKind::Local) {
            SavedState X;
            X.Kind = StateKind::Lock;
            X.Kept = Assign.Subject;
            X.Changes = {&Each};
            Out.push_back(std::move(X));
          }
    }
  // A variable that holds several files in turn says nothing.
  auto Repeats = [&](const SavedState &X) {
    return std::count_if(Out.begin(), Out.end(), [&](const SavedState &O) { return O.Kept == X.Kept; }) > 1;
  };
  std::vector<SavedState> Single;
  for (const SavedState &X : Out)
    if (!Repeats(X))
      Single.push_back(X);
  for (SavedState &X : Single)
    for (const auto &Block : S.Blocks)
      for (const Step &Each : Block)
        if ((Each.is(EffectKind::Release) || Each.is(EffectKind::Adopt)) && Each.Subject == X.Kept)
          X.Restores.push_back(&Each);
  return Single;
}

} // namespace

bool findUnheldReleases(Steps &S, FunctionId Id, const LiveSources &Live, unsigned Budget,
                        std::vector<UnheldRelease> &Out) {
  std::vector<SavedState> States = heldLocks(S, /*Semaphores=*/true);
  for (SavedState &X : openedFiles(S))
    States.push_back(std::move(X));
  if (States.empty())
    return true;
  std::map<const Step *, Certainty> Points;
  for (const Point &P : interruptionPoints(S, Budget))
    if (Live[P.What->effect().Raises] && P.Sure != Certainty::Unknown &&
        (P.What->effect().Raises == Source::Throw || P.What->effect().Raises == Source::Cancel ||
         P.What->effect().Raises == Source::Interrupt))
      Points.emplace(P.What, P.Sure);
  std::optional<FeasiblePaths> Paths;
  bool Complete = true;
  for (const SavedState &X : States) {
    bool Scoped = std::any_of(S.F->Scopes.begin(), S.F->Scopes.end(),
                              [](const UnwindScope &Scope) { return Scope.Kind == ScopeKind::Cleanup; });
    if (X.Restores.empty() && !Scoped)
      continue;
    if (!Paths)
      Paths.emplace(S);
    Complete &= Finder(S, Id, *Paths, Points, X).run(Out);
  }
  return Complete;
}

} // namespace asyncsafe
