//===- ScopeGuards.cpp - Objects that own what they are given -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/steps/ScopeGuards.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

std::vector<Adoption> ScopeGuards::adoptions(const Event &E, std::vector<Effect> &Effects) {
  std::vector<Adoption> Out;
  const Callee &C = U.Callees[E.site().Callee];
  byFunction(E, C.Constructor ? E.site().This : E.site().Result, Out);
  if (C.Constructor && C.DestructorOf != NoId)
    byConstruction(E, C, Effects, Out);
  return Out;
}

/// The function itself gives it back: no object that it was shown owns it.
bool ScopeGuards::isReleasedHere(Place What) {
  if (!ReleasedHere) {
    ReleasedHere.emplace();
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.is(EffectKind::Release))
        ReleasedHere->insert(E.effect().Subject);
    });
  }
  What.AddressOf = false;
  return ReleasedHere->count(What);
}

/// A lambda or function that releases resources is stored in \p Holder.
void ScopeGuards::byFunction(const Event &E, const Place &Holder, std::vector<Adoption> &Out) {
  if (Holder.isNone())
    return;
  for (auto [Index, Id] : E.site().FunctionArgs)
    for (const Effect &Inside : Oracle.effectsOf(Id, {}).Effects)
      if (Inside.Kind == EffectKind::Release && !Inside.Subject.isNone() &&
          Inside.Subject.Root != Place::RootKind::Param && Inside.Subject.Root != Place::RootKind::This)
        Out.push_back({Inside.Subject, Holder, Inside.Sure, /*OfVariable=*/true});
}

/// It is what the function answers: no scope of this function ends it.
bool ScopeGuards::outlivesFunction(const Place &Object) {
  if (!Answers) {
    Answers.emplace();
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Return)
        Answers->insert(E.subject());
    });
  }
  return !Object.isNone() && Answers->count(Object) &&
         std::none_of(F.Scopes.begin(), F.Scopes.end(), [&](const UnwindScope &S) {
           return S.Kind == ScopeKind::Destroy && S.Action.subject() == Object;
         });
}

/// What the constructor stores in a field that the destructor releases.
void ScopeGuards::byStoring(const Event &E, const Callee &C, const std::vector<Effect> &Effects,
                            std::vector<Adoption> &Out) {
  CallSite End;
  End.Callee = C.DestructorOf;
  End.This = E.site().This;
  for (const Effect &Ending : instantiate(Oracle.effectsOf(C.DestructorOf, {}).Effects, End))
    for (const Effect &Beginning : Effects)
      if (Ending.Kind == EffectKind::Release && Beginning.Kind == EffectKind::Escape &&
          !Beginning.Subject.isNone() && !Beginning.Other.isNone() && Beginning.Other == Ending.Subject)
        Out.push_back({Beginning.Subject, E.site().This, Certainty::Likely});
}

/// An object whose destructor releases what its constructor was given, or
/// took itself, owns that.
void ScopeGuards::byConstruction(const Event &E, const Callee &C, std::vector<Effect> &Effects,
                                 std::vector<Adoption> &Out) {
  const Callee &D = U.Callees[C.DestructorOf];
  if (bodyOf(U, C.DestructorOf, Runs::Perhaps) == NoId) {
    // No body in sight.  Standard classes that own have model rows; any other class may own what it is given.
    if (!D.System && !D.Standard)
      for (const Place &A : E.site().Args)
        if (!A.isNone() && !isReleasedHere(A))
          Out.push_back({A, E.site().This, Certainty::Unknown});
    return;
  }
  if (outlivesFunction(E.site().This))
    byStoring(E, C, Effects, Out);
  for (const Effect &Ending : Oracle.effectsOf(C.DestructorOf, {}).Effects) {
    if (Ending.Kind != EffectKind::Release)
      continue;
    for (Effect &Beginning : Effects)
      if (Beginning.Kind == EffectKind::Acquire && Beginning.Resource == Ending.Resource)
        Beginning.Owner = E.site().This;
  }
}

} // namespace asyncsafe
