//===- SkippedObjects.cpp - Destructors that a jump skips -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/SkippedObjects.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"
#include "analysis/exposures/Points.h"
#include "analysis/steps/Jumps.h"

#include <algorithm>
#include <map>

namespace asyncsafe {

namespace {

bool jumps(const Event &E) {
  return (E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Jump) || E.is(EffectKind::SetJump);
}

class Finder {
public:
  Finder(const Steps &S, std::vector<Exposure> &Out) : S(S), F(*S.F), Out(Out), Known(Out.size()) {}

  void run(unsigned Budget) {
    for (const Point &P : interruptionPoints(S, Budget))
      if (P.What->effect().Raises == Source::Jump && P.Sure != Certainty::Unknown)
        point(P);
  }

private:
  void point(const Point &P) {
    const Event &At = *P.What->At;
    if (At.JumpsTo == NoId && F.IsMain)
      return; // a jump that leaves main loses nothing
    std::vector<ScopeId> Alive = aliveAtLanding(At);
    ScopeId Unnamed = NoId; // of several temporary objects the first
    for (ScopeId Id = At.Scope; Id != NoId; Id = F.Scopes[Id].Parent) {
      if (std::find(Alive.begin(), Alive.end(), Id) != Alive.end())
        break;
      if (!matters(F.Scopes[Id]))
        continue;
      if (F.Scopes[Id].Action.subject().Root == Place::RootKind::Temporary)
        Unnamed = Id;
      else
        skipped(Id, P);
    }
    if (Unnamed != NoId)
      skipped(Unnamed, P);
  }

  /// The scopes that contain the landing; empty if it is in another function.
  std::vector<ScopeId> aliveAtLanding(const Event &At) const {
    std::vector<ScopeId> Alive;
    if (At.JumpsTo == NoId)
      return Alive;
    const Event *Target = nullptr; // the last one before it in the source
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.is(EffectKind::SetJump) && isEarlier(E.Expr, At.Expr) &&
          (!Target || isEarlier(Target->Expr, E.Expr)))
        Target = &E;
    });
    for (ScopeId Id = Target ? Target->Scope : At.Scope; Id != NoId; Id = F.Scopes[Id].Parent)
      Alive.push_back(Id);
    return Alive;
  }

  /// The object's destructor has an effect, or its effects are unknown.
  bool matters(const UnwindScope &Scope) const {
    // The object of a default argument lies outside the function's range and does not count.
    bool IsOwn = Scope.Range.File == F.Range.File && Scope.Range.Begin >= F.Range.Begin &&
                 Scope.Range.Begin < F.Range.End;
    if (Scope.Kind != ScopeKind::Destroy || Scope.Conditional || !IsOwn)
      return false;
    FunctionId Body = bodyOf(*S.U, Scope.Action, Runs::Surely);
    if (Body == NoId)
      return true;
    bool Does = false;
    forEachEvent(S.U->Functions[Body],
                 [&](Position, const Event &E) { Does |= E.kind() != EventKind::Return; });
    return Does;
  }

  /// What the object owns is already reported as a resource.
  bool isKnown(const UnwindScope &Scope) const {
    return std::any_of(Out.begin(), Out.begin() + Known, [&](const Exposure &X) {
      return X.In == &F && X.ProtectionRange == Scope.Range &&
             std::any_of(X.Points.begin(), X.Points.end(),
                         [](const ExposedPoint &P) { return P.Why == Source::Jump; });
    });
  }

  void skipped(ScopeId Id, const Point &P) {
    const UnwindScope &Scope = F.Scopes[Id];
    auto [It, New] = Found.try_emplace(Id, Out.size());
    if (New) {
      if (isKnown(Scope)) {
        It->second = NoId;
        return;
      }
      Exposure X;
      X.In = &F;
      X.Acquire = &Scope.Action;
      const Place &Object = Scope.Action.subject();
      if (Object.Root != Place::RootKind::Temporary)
        X.PlaceText = spelling(Object);
      X.Why = Source::Jump;
      X.Reason = ExposureReason::SkippedObject;
      X.ProtectionRange = Scope.Range;
      Out.push_back(std::move(X));
    }
    if (It->second == NoId)
      return;
    Exposure &X = Out[It->second];
    if (std::any_of(X.Points.begin(), X.Points.end(),
                    [&](const ExposedPoint &Old) { return Old.At == P.What->At; }))
      return;
    ExposedPoint At;
    At.At = P.What->At;
    At.Why = Source::Jump;
    At.Sure = skipsDestructors(P.What->effect()) ? P.Sure : Certainty::Unknown;
    At.From = P.What->effect().Why;
    X.Sure = std::max(X.Sure, At.Sure);
    X.Points.push_back(std::move(At));
  }

  const Steps &S;
  const Function &F;
  std::vector<Exposure> &Out;
  const size_t Known; ///< exposures that were there before
  std::map<ScopeId, size_t> Found;
};

} // namespace

bool jumpsOverObjects(const Unit &U) {
  if (!U.IsCxx)
    return false;
  return std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) {
    bool Jumps = false;
    forEachEvent(F, [&](Position, const Event &E) { Jumps |= jumps(E); });
    return Jumps;
  });
}

void findSkippedObjects(const Steps &S, unsigned Budget, std::vector<Exposure> &Out) {
  Finder(S, Out).run(Budget);
}

} // namespace asyncsafe
