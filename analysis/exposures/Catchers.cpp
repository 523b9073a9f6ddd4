//===- Catchers.cpp - Which functions' exceptions are caught --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Catchers.h"

#include "analysis/engine/Paths.h"
#include "analysis/exposures/Unwind.h"

#include <algorithm>

namespace asyncsafe {

namespace {
/// Sets of handlers that are told apart; more than any program's exceptions need.
constexpr size_t MaxSets = 64;
} // namespace

Catchers::Catchers(const RunsBelow &Below) : Below(Below), U(Below.calls().unit()) {
  for (const Function &Fn : U.Functions)
    for (const UnwindScope &S : Fn.Scopes)
      for (const Handler &H : S.Handlers)
        if (Numbers.try_emplace({H.CatchAll, H.Type}, static_cast<unsigned>(Handlers.size())).second)
          Handlers.push_back(&H);
}

const Catchers::Takers &Catchers::takersOf(const ExposedPoint &P) {
  auto [It, New] = ByType.try_emplace(P.type());
  if (!New)
    return It->second;
  Effect Strikes;
  Strikes.Kind = EffectKind::Interrupt;
  Strikes.Raises = P.Why;
  Strikes.Why = P.From;
  for (const Handler *H : Handlers)
    It->second.push_back(match(*H, Strikes, U) != Match::No);
  return It->second;
}

bool Catchers::isCaughtAround(FunctionId F, ScopeId Innermost, const Takers &Take) const {
  const Function &Fn = U.Functions[F];
  for (ScopeId Id = Innermost; Id != NoId; Id = Fn.Scopes[Id].Parent)
    for (const Handler &H : Fn.Scopes[Id].Handlers)
      if (Take[Numbers.at({H.CatchAll, H.Type})])
        return true;
  return false;
}

std::vector<bool> Catchers::calledBelow(const Takers &Take) const {
  std::vector<FunctionId> Roots;
  UnknownCalls Besides;
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    const Function &Fn = U.Functions[F];
    if (Fn.HasOtherNames)
      Roots.push_back(F); // its callers are not known
    if (!Below.live()[F] || std::none_of(Fn.Scopes.begin(), Fn.Scopes.end(),
                                         [](const UnwindScope &S) { return !S.Handlers.empty(); }))
      continue;
    for (const CallEdge &C : Below.calls().callees(F))
      if (isCaughtAround(F, C.At->Scope, Take))
        Roots.push_back(C.To);
    forEachEvent(Fn, [&](Position, const Event &E) {
      if (isCaughtAround(F, E.Scope, Take))
        Besides.add(Below.unknownIn(E));
    });
  }
  return Below.spread(std::move(Roots), Besides, RunsBelow::Libraries::Cxx);
}

bool Catchers::mayCatch(FunctionId F, const ExposedPoint &P) {
  const Takers &Take = takersOf(P);
  if (!Below.live()[F] || isCaughtAround(F, P.At->Scope, Take))
    return true;
  auto Known = Caught.find(Take);
  if (Known == Caught.end()) {
    if (Caught.size() == MaxSets)
      return true;
    Known = Caught.emplace(Take, calledBelow(Take)).first;
  }
  return Known->second[F];
}

} // namespace asyncsafe
