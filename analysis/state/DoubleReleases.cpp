//===- DoubleReleases.cpp - Locks released twice --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/state/DoubleReleases.h"

#include "analysis/engine/Callees.h"
#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"
#include "analysis/steps/FeasiblePaths.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// An object and the lock that it holds.
struct Guarded {
  PlaceId Guard = NoPlace, Lock = NoPlace;
  const Step *Begin = nullptr;
  bool operator==(const Guarded &O) const { return Guard == O.Guard && Lock == O.Lock; }
};

bool isLock(ResourceKind K) { return K == ResourceKind::Lock || K == ResourceKind::SharedLock; }

bool beginsGuard(const Step &Each) {
  bool Takes = Each.is(EffectKind::Acquire) && isLock(Each.effect().Resource) && !Each.effect().Success;
  bool Adopts = Each.is(EffectKind::Adopt) && isLock(Each.effect().Resource) && !Each.OfVariable &&
                Each.effect().Sure == Certainty::Definite;
  return (Takes || Adopts) && Each.Owner != NoPlace && Each.Subject != NoPlace;
}

class Finder {
public:
  Finder(Steps &S, FunctionId Id, const std::map<const Step *, Certainty> &Points, const Guarded &G,
         std::vector<UnheldRelease> &Out)
      : S(S), Id(Id), Points(Points), G(G), Out(Out) {}

  bool run(FeasiblePaths &Paths) {
    return Paths.follow(
        OnPath(),
        [&](BlockId, unsigned, const Step &Each, OnPath &Now, auto &&) {
          step(Each, Now);
          return Visit::GoOn;
        },
        [](BlockId, const Edge &, OnPath &) { return true; });
  }

private:
  struct OnPath {
    bool Armed = false;            ///< the guard will release it
    unsigned Extra = 0;            ///< also acquired explicitly (a recursive lock)
    const Event *ByHand = nullptr; ///< released although the guard will release it
    bool operator==(const OnPath &O) const {
      return Armed == O.Armed && Extra == O.Extra && ByHand == O.ByHand;
    }
  };

  void step(const Step &Each, OnPath &Now) {
    constexpr unsigned MostExtra = 3; // in loops
    bool OfLock = Each.Subject == G.Lock, OfGuard = Each.Subject == G.Guard;
    if (beginsGuard(Each) && Each.Owner == G.Guard && OfLock) {
      Now = {true, 0, nullptr};
    } else if (OfGuard && isEnd(Each)) {
      if (Now.Armed && Now.ByHand)
        found(UnheldRelease::How::Twice, Now, nullptr, Source::Throw, Certainty::Definite);
      Now = OnPath();
    } else if (isMethod(Each)) {
      Now = OnPath(); // the guard knows what it does to its lock
    } else if (OfGuard && (Each.is(EffectKind::Release) || Each.is(EffectKind::Disarm) ||
                           Each.is(EffectKind::Transfer))) {
      Now = OnPath();
    } else if (Now.Armed && OfLock && Each.is(EffectKind::Release) &&
               Each.effect().Sure == Certainty::Definite) {
      if (Now.Extra)
        --Now.Extra;
      else
        Now.ByHand = Each.At;
    } else if (Now.Armed && OfLock && Each.is(EffectKind::Acquire) && Each.Owner == NoPlace) {
      if (!Now.ByHand)
        Now.Extra = std::min(Now.Extra + 1, MostExtra);
      Now.ByHand = nullptr;
    } else if (Now.Armed && Now.ByHand) {
      if (auto P = Points.find(&Each); P != Points.end())
        strike(Each, Now, P->second);
    }
  }

  /// The end of the guard: its destructor, which a row answers with its release.
  bool isEnd(const Step &Each) const {
    CalleeId By = Each.At->site().Callee;
    return Each.K == Step::Kind::Destroy || (By != NoId && S.U->Callees[By].Destructor);
  }

  /// A call on the guard itself, other than its construction.
  bool isMethod(const Step &Each) const {
    Place This = Each.At->site().This;
    This.AddressOf = false;
    return !This.isNone() && S.Places.intern(This) == G.Guard;
  }

  /// The interruption reaches the guard before any handler that could take the lock again.
  void strike(const Step &Each, const OnPath &Now, Certainty Sure) {
    // One call that releases it and throws: it may have taken the lock again before it throws.
    if (Now.ByHand == Each.At)
      Sure = Certainty::Unknown;
    for (ScopeId Scope = Each.At->Scope; Scope != NoId; Scope = S.F->Scopes[Scope].Parent) {
      const UnwindScope &Here = S.F->Scopes[Scope];
      if (Here.Kind == ScopeKind::Terminate)
        return;
      if (Here.Kind == ScopeKind::Destroy && S.Scopes[Scope].Object == G.Guard)
        return found(UnheldRelease::How::Unguarded, Now, Each.At, Each.effect().Raises, Sure);
      bool Locks =
          std::any_of(S.Scopes[Scope].Steps.begin(), S.Scopes[Scope].Steps.end(), [&](const Step &Inner) {
            return Inner.is(EffectKind::Acquire) && Inner.Subject == G.Lock;
          });
      bool Caught = std::any_of(Here.Handlers.begin(), Here.Handlers.end(),
                                [&](const Handler &H) { return match(H, Each.effect(), *S.U) != Match::No; });
      if (Locks || Caught || S.Scopes[Scope].Opaque)
        return;
    }
  }

  void found(UnheldRelease::How How, const OnPath &Now, const Event *Because, Source Why, Certainty Sure) {
    for (const UnheldRelease &Old : Out)
      if (Old.Release == Now.ByHand)
        return;
    UnheldRelease R;
    R.Is = How;
    R.In = Id;
    R.Acquire = G.Begin->At;
    R.Release = Now.ByHand;
    R.Where = (Because ? Because : Now.ByHand)->Expr;
    R.Because = Because;
    R.What = S.Places[G.Lock];
    R.Kind = G.Begin->effect().Resource;
    R.Why = Why;
    R.Sure = Sure;
    Out.push_back(std::move(R));
  }

  Steps &S;
  FunctionId Id;
  const std::map<const Step *, Certainty> &Points;
  const Guarded &G;
  std::vector<UnheldRelease> &Out;
};

/// The end of \p G releases the lock on every path: its row or the body of its destructor shows that.
bool alwaysReleases(const Steps &S, const Guarded &G) {
  for (ScopeId Id = 0; Id < S.Scopes.size(); ++Id) {
    if (S.F->Scopes[Id].Kind != ScopeKind::Destroy || S.Scopes[Id].Object != G.Guard)
      continue;
    CalleeId Destructor = S.F->Scopes[Id].Action.site().Callee;
    if (Destructor == NoId || bodyOf(*S.U, Destructor, Runs::Perhaps) == NoId)
      return true;
    return std::any_of(S.Scopes[Id].Steps.begin(), S.Scopes[Id].Steps.end(), [&](const Step &Each) {
      return Each.is(EffectKind::Release) && Each.effect().Sure == Certainty::Definite &&
             Each.Subject == G.Lock;
    });
  }
  return false;
}

/// Guards whose lock the function also releases explicitly.
std::vector<Guarded> guardedLocks(const Steps &S) {
  std::set<PlaceId> ByHand;
  std::vector<Guarded> Out;
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block)
      if (Each.is(EffectKind::Release) && Each.At->kind() != EventKind::Destroy)
        ByHand.insert(Each.Subject);
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block) {
      Guarded G{Each.Owner, Each.Subject, &Each};
      if (beginsGuard(Each) && ByHand.count(Each.Subject) &&
          S.Places[Each.Owner].Root == Place::RootKind::Local && alwaysReleases(S, G) &&
          std::find(Out.begin(), Out.end(), G) == Out.end())
        Out.push_back(G);
    }
  return Out;
}

} // namespace

bool findDoubleReleases(Steps &S, FunctionId Id, const LiveSources &Live, unsigned Budget,
                        std::vector<UnheldRelease> &Out) {
  std::vector<Guarded> Guards = guardedLocks(S);
  if (Guards.empty())
    return true;
  std::map<const Step *, Certainty> Points;
  for (const Point &P : interruptionPoints(S, Budget)) {
    Source Why = P.What->effect().Raises;
    if (Live[Why] && P.Sure != Certainty::Unknown && Why != Source::Jump)
      Points.emplace(P.What, P.Sure);
  }
  FeasiblePaths Paths(S);
  bool Complete = true;
  for (const Guarded &G : Guards)
    Complete &= Finder(S, Id, Points, G, Out).run(Paths);
  return Complete;
}

} // namespace asyncsafe
