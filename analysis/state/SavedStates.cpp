//===- SavedStates.cpp - State that a function saves and restores ---------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/state/SavedStates.h"

#include "analysis/engine/Paths.h"
#include "analysis/steps/Masks.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {

std::optional<StateKind> kindOf(Source S) {
  switch (S) {
  case Source::Signal:
    return StateKind::SignalMask;
  case Source::Cancel:
    return StateKind::CancelState;
  case Source::Interrupt:
    return StateKind::Interruption;
  default:
    return std::nullopt;
  }
}

template <class AtStep> void forEachStep(const Steps &S, AtStep V) {
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block)
      V(Each);
}

class MaskFinder {
public:
  MaskFinder(Steps &S, bool OwnOnly) : S(S), OwnOnly(OwnOnly) {}

  std::vector<SavedState> run() {
    forEachStep(S, [&](const Step &Each) {
      if (!isMaskStep(Each) || Each.Owner != NoPlace)
        return;
      if (std::optional<StateKind> Kind = kindOf(Each.effect().Raises))
        begin(Each, *Kind);
    });
    std::vector<SavedState> Kept;
    for (SavedState &X : Out) {
      end(X);
      if (X.Thrown || !OwnOnly || !keptEscapes(S, X))
        Kept.push_back(std::move(X));
    }
    return Kept;
  }

private:
  void begin(const Step &Each, StateKind Kind) {
    bool Keeps = Each.Other != NoPlace;
    PlaceId Kept = variableOf(S, Each.Other);
    if (Keeps && (Kept == Each.Subject || (OwnOnly && !isOwnVariable(S, Kept))))
      return;
    if (!Keeps && !Each.is(EffectKind::Mask))
      return;
    for (SavedState &X : Out)
      if (X.Of == Each.effect().Raises && (Keeps ? X.Kept == Kept : X.Thrown)) {
        // Saving into the same variable again while unmasking ends the region.
        if (!Keeps || X.Changes.front()->effect().Kind == Each.effect().Kind)
          X.Changes.push_back(&Each);
        return;
      }
    SavedState X;
    X.Kind = Kind;
    X.Of = Each.effect().Raises;
    X.Kept = Kept;
    X.Thrown = !Keeps;
    X.Changes = {&Each};
    Out.push_back(std::move(X));
  }

  void end(SavedState &X) const {
    bool Masks = !X.Changes.front()->is(EffectKind::Unmask);
    PlaceId Set = X.Changes.front()->Subject;
    forEachStep(S, [&](const Step &Each) {
      if (!isMaskStep(Each) || Each.effect().Raises != X.Of || is(X.Changes, Each))
        return;
      if (Each.is(EffectKind::RestoreMask) && X.Kept != NoPlace && Each.Subject == X.Kept)
        X.Restores.push_back(&Each);
      else if (Masks && Each.is(EffectKind::Unmask) && (X.Of != Source::Signal || Each.Subject == Set))
        X.Resets.push_back(&Each);
      else if (Masks && Each.is(EffectKind::RestoreMask) && !keepsElsewhere(Each))
        X.Resets.push_back(&Each);
    });
  }

  static bool is(const std::vector<const Step *> &Some, const Step &Each) {
    return std::find(Some.begin(), Some.end(), &Each) != Some.end();
  }

  /// It ends another mask with that mask's saved state, or begins one.
  bool keepsElsewhere(const Step &Each) const {
    if (Each.Other != NoPlace)
      return true;
    bool Kept = false;
    forEachStep(S, [&](const Step &Other) {
      Kept |= isMaskStep(Other) && Other.Other != NoPlace && variableOf(S, Other.Other) == Each.Subject;
    });
    return Kept;
  }

  Steps &S;
  bool OwnOnly;
  std::vector<SavedState> Out;
};

bool concerns(const SavedState &X, const Event &E) {
  auto At = [&](const Step *Each) { return Each->At == &E || Each->At->Expr == E.Expr; };
  return std::any_of(X.Changes.begin(), X.Changes.end(), At) ||
         std::any_of(X.Restores.begin(), X.Restores.end(), At) ||
         std::any_of(X.Resets.begin(), X.Resets.end(), At);
}

bool isLock(ResourceKind K, bool Counts) {
  return K == ResourceKind::Lock || K == ResourceKind::SharedLock ||
         (Counts && (K == ResourceKind::Semaphore || K == ResourceKind::Counter));
}

} // namespace

bool keptEscapes(const Steps &S, const SavedState &X) {
  const Place Kept = S.Places[X.Kept];
  auto Names = [&](const Place &P) { return P.sameRoot(Kept); };
  auto Given = [&](const CallSite &Site) {
    return Names(Site.This) || std::any_of(Site.Args.begin(), Site.Args.end(), Names);
  };
  bool Escapes = false;
  // What is passed to a call that does not return is not restored for those who go on.
  auto Returns = [&](Position At) {
    const Block &In = S.F->Blocks[At.Block];
    return !In.Successors.empty() || At.Index + 1 != In.Events.size();
  };
  forEachEvent(*S.F, [&](Position At, const Event &E) {
    if (E.kind() == EventKind::Return)
      Escapes |= Names(E.subject());
    else if (E.kind() == EventKind::Assign)
      Escapes |= Names(E.other()) && !concerns(X, E);
    else if (E.kind() == EventKind::Call || E.kind() == EventKind::Effect)
      Escapes |= Given(E.site()) && !concerns(X, E) && Returns(At);
  });
  constexpr int64_t NotReplaced = -1; // SIG_ERR
  forEachEdge(*S.F, [&](BlockId, const Edge &E) {
    bool TellsFailure = X.Kind == StateKind::Disposition && E.When && E.When->Test.Constant == NotReplaced;
    Escapes |= E.When && Names(E.When->Subject) && !TellsFailure;
  });
  for (const UnwindScope &Scope : S.F->Scopes)
    Escapes |= Given(Scope.Action.site()) || Names(Scope.Action.subject());
  for (const Function &F : S.U->Functions) {
    bool Inside = F.IsLambda && &F != S.F && F.Range.File == S.F->Range.File &&
                  S.F->Range.Begin <= F.Range.Begin && F.Range.End <= S.F->Range.End;
    if (Inside)
      forEachEvent(F, [&](Position, const Event &E) {
        Escapes |= Names(E.subject()) || Names(E.other()) || Names(E.effect().Subject) || Given(E.site());
      });
  }
  return Escapes;
}

bool isOwnVariable(const Steps &S, PlaceId P) {
  return P != NoPlace && S.Places[P].Root == Place::RootKind::Local && isFunctionOwn(S.Places[P]) &&
         std::binary_search(S.F->LocalIds.begin(), S.F->LocalIds.end(), S.Places[P].Index);
}

PlaceId variableOf(const Steps &S, PlaceId Kept) {
  if (Kept == NoPlace || S.Places[Kept].Root != Place::RootKind::Temporary)
    return Kept;
  PlaceId Found = NoPlace;
  forEachStep(S, [&](const Step &Each) {
    if (Each.K == Step::Kind::Assign && Each.Other == Kept)
      Found = Each.Subject;
  });
  return Found;
}

std::vector<SavedState> savedMasks(Steps &S) {
  bool Any = false;
  forEachStep(S, [&](const Step &Each) { Any |= isMaskStep(Each) && kindOf(Each.effect().Raises); });
  return Any ? MaskFinder(S, /*OwnOnly=*/true).run() : std::vector<SavedState>();
}

std::vector<SavedState> signalMasks(Steps &S) {
  std::vector<SavedState> Out;
  for (SavedState &X : MaskFinder(S, /*OwnOnly=*/false).run())
    if (X.Kind == StateKind::SignalMask)
      Out.push_back(std::move(X));
  return Out;
}

std::vector<SavedState> heldLocks(const Steps &S, bool Counts) {
  std::vector<SavedState> Out;
  std::map<PlaceId, size_t> Of;
  forEachStep(S, [&](const Step &Each) {
    bool IsFlag = Each.At->kind() == EventKind::Assign && Each.At->constant();
    if (!Each.is(EffectKind::Acquire) || !isLock(Each.effect().Resource, Counts) || Each.Owner != NoPlace ||
        Each.Subject == NoPlace || IsFlag)
      return;
    auto [X, New] = Of.try_emplace(Each.Subject, Out.size());
    if (New) {
      Out.emplace_back();
      Out.back().Kind = StateKind::Lock;
      Out.back().Kept = Each.Subject;
    }
    Out[X->second].Changes.push_back(&Each);
  });
  if (Out.empty())
    return Out;
  forEachStep(S, [&](const Step &Each) {
    if (!Each.is(EffectKind::Release) && !Each.is(EffectKind::Adopt) && !Each.is(EffectKind::Associate))
      return;
    if (auto X = Of.find(Each.Subject); X != Of.end())
      Out[X->second].Restores.push_back(&Each);
  });
  return Out;
}

ChangeResults::ChangeResults(Steps &S, const StepIndex &Index, const SavedState &X)
    : IsLock(X.Kind == StateKind::Lock) {
  std::set<PlaceId> Seen;
  for (const Step *Change : X.Changes) {
    PlaceId Result = S.Places.intern(Change->At->site().Result);
    if (Result == NoPlace || !Seen.insert(Result).second)
      continue;
    By.emplace(Result, Change);
    for (PlaceId Copy : Index.copiesOf(Result))
      By.emplace(Copy, Change);
  }
  for (const auto &[Variable, Change] : By)
    for (const Step *Each : Index.storesTo(Variable))
      if (Each->K != Step::Kind::Assign || !By.count(S.Places.intern(Each->other())))
        Reuses.insert(Each);
}

bool ChangeResults::tellFailure(PlaceId P, Predicate Test) const {
  auto It = By.find(P);
  if (It == By.end())
    return false;
  // A call without a known success condition returns 0 on success.
  const std::optional<Predicate> &Success = It->second->effect().Success;
  return Success ? !compatible(*Success, Test) : !IsLock && !holds(Test, 0);
}

} // namespace asyncsafe
