//===- KnownVariables.cpp - What a function does to its own variables -----===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/steps/KnownVariables.h"

#include "analysis/engine/Paths.h"
#include "analysis/steps/SignalSetNames.h"

namespace asyncsafe {

bool KnownVariables::isInput(const Place &Variable) {
  if (!Inputs) {
    Inputs.emplace();
    std::unordered_set<Place, PlaceHash> Known;
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.is(EffectKind::Block))
        for (Place A : E.site().Args)
          if (A.AddressOf && A.Root == Place::RootKind::Local && A.Path.empty()) {
            A.AddressOf = false;
            Inputs->insert(A);
          }
      if (E.kind() == EventKind::Assign && !E.constant())
        Known.insert(E.subject());
    });
    forEachEdge(F, [&](BlockId, const Edge &E) {
      if (E.When && E.When->Test.O != Predicate::Op::EQ && E.When->Test.O != Predicate::Op::NE)
        Known.insert(E.When->Subject);
    });
    for (const Place &P : Known)
      Inputs->erase(P);
  }
  return Inputs->count(Variable);
}

bool KnownVariables::isFullSet(const Place &Set) const {
  bool Filled = false, Else = Set.Root != Place::RootKind::Local;
  forEachEvent(F, [&](Position, const Event &E) {
    if (E.kind() == EventKind::Assign && E.subject() == Set) {
      bool All = E.other().Root == Place::RootKind::Global && E.other().Name == FullSet;
      (All ? Filled : Else) = true;
    }
    if (E.kind() == EventKind::Effect && !E.effect().Other.isNone() && E.effect().Other == Set)
      Else = true;
  });
  return Filled && !Else;
}

} // namespace asyncsafe
