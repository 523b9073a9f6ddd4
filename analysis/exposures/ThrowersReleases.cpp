//===- ThrowersReleases.cpp - Calls that release what they are given, and throw -===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/ThrowersReleases.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

#include <algorithm>
#include <optional>

namespace asyncsafe {

namespace {

bool isParameter(const Place &P, unsigned Index) {
  return P.Root == Place::RootKind::Param && P.Index == Index && P.Path.empty();
}

/// \p E releases the parameter, or calls a function with it that releases what it is given.
bool releases(const Unit &U, const Event &E, unsigned Index) {
  if (E.is(EffectKind::Release))
    return isParameter(E.effect().Subject, Index);
  const FunctionId Body = calledBy(U, E, Runs::Surely);
  const std::vector<Place> &Args = E.site().Args;
  for (unsigned I = 0; Body != NoId && I < Args.size(); ++I)
    if (isParameter(Args[I], Index))
      return hasEvent(U.Functions[Body], [&](const Event &Inside) {
        return Inside.is(EffectKind::Release) && isParameter(Inside.effect().Subject, I);
      });
  return false;
}

/// No path from the handler's entry leaves it without releasing the parameter.
bool handlerReleases(const Unit &U, const Function &F, const Handler &H, unsigned Index) {
  return walk(F, {H.Entry, 0},
              [&](Position, const Event &E) { return releases(U, E, Index) ? Visit::EndPath : Visit::GoOn; })
      .allEnded();
}

/// The outermost try around \p Scope, or NoId.
ScopeId outermostTry(const Function &F, ScopeId Scope) {
  ScopeId Out = NoId;
  for (; Scope != NoId; Scope = F.Scopes[Scope].Parent)
    if (F.Scopes[Scope].Kind == ScopeKind::Try)
      Out = Scope;
  return Out;
}

bool mayThrow(const Event &E) {
  return E.kind() == EventKind::Throw || E.kind() == EventKind::Call ||
         (E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Throw);
}

/// One try with a catch-all stands around all that may throw in \p F, but for its handlers, and they release
/// the parameter.
bool releasesBeforeItThrows(const Unit &U, const Function &F, unsigned Index) {
  std::vector<bool> Entered = reachableFrom(F, 0);
  Entered[0] = true;
  std::optional<ScopeId> Around;
  bool One = true;
  forEachEvent(F, [&](Position P, const Event &E) {
    if (!Entered[P.Block] || !mayThrow(E))
      return;
    const ScopeId Try = outermostTry(F, E.Scope);
    One = One && Around.value_or(Try) == Try;
    Around = Try;
  });
  if (!One || Around.value_or(NoId) == NoId)
    return false;
  const std::vector<Handler> &Handlers = F.Scopes[*Around].Handlers;
  return !Handlers.empty() && Handlers.back().CatchAll &&
         std::all_of(Handlers.begin(), Handlers.end(),
                     [&](const Handler &H) { return handlerReleases(U, F, H, Index); });
}

} // namespace

bool ThrowersReleases::contains(Steps &S, const Hold &H, Position At) {
  const Step &Point = S.Blocks[At.Block][At.Index];
  if (Point.effect().Raises != Source::Throw || Point.At->kind() != EventKind::Call)
    return false;
  const FunctionId Body = calledBy(*S.U, *Point.At, Runs::Surely);
  const std::vector<Place> &Args = Point.At->site().Args;
  for (unsigned I = 0; Body != NoId && I < Args.size(); ++I)
    if (H.Names.contains(S.Places.intern(Args[I]))) {
      auto [It, New] = Known.try_emplace({Body, I});
      if (New)
        It->second = releasesBeforeItThrows(*S.U, S.U->Functions[Body], I);
      return It->second;
    }
  return false;
}

} // namespace asyncsafe
