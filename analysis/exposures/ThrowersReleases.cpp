//===- ThrowersReleases.cpp - Calls that release what they are given, and throw -===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/ThrowersReleases.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

#include <algorithm>

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

bool isWithin(const Function &F, ScopeId Outer, ScopeId Inner) {
  while (Inner != NoId && Inner != Outer)
    Inner = F.Scopes[Inner].Parent;
  return Inner != NoId;
}

/// A catch-all around all that may throw in \p F releases the parameter.
bool releasesBeforeItThrows(const Unit &U, const Function &F, unsigned Index) {
  for (ScopeId Try = 0; Try < F.Scopes.size(); ++Try) {
    const UnwindScope &Scope = F.Scopes[Try];
    if (Scope.Kind != ScopeKind::Try || Scope.Handlers.empty() || !Scope.Handlers.back().CatchAll)
      continue;
    bool Each = std::all_of(Scope.Handlers.begin(), Scope.Handlers.end(),
                            [&](const Handler &H) { return handlerReleases(U, F, H, Index); });
    if (!Each)
      continue;
    std::vector<bool> InHandler(F.Blocks.size());
    for (const Handler &H : Scope.Handlers) {
      std::vector<bool> Behind = reachableFrom(F, H.Entry);
      for (BlockId B = 0; B < F.Blocks.size(); ++B)
        InHandler[B] = InHandler[B] || Behind[B] || B == H.Entry;
    }
    bool Around = true;
    forEachEvent(F, [&](Position P, const Event &E) {
      bool MayThrow = E.kind() == EventKind::Throw || E.kind() == EventKind::Call ||
                      (E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Throw);
      Around &= !MayThrow || InHandler[P.Block] || isWithin(F, Try, E.Scope);
    });
    if (Around)
      return true;
  }
  return false;
}

} // namespace

bool isReleasedByThrower(Steps &S, const Hold &H, Position At) {
  const Step &Point = S.Blocks[At.Block][At.Index];
  if (Point.effect().Raises != Source::Throw || Point.At->kind() != EventKind::Call)
    return false;
  const FunctionId Body = calledBy(*S.U, *Point.At, Runs::Surely);
  const std::vector<Place> &Args = Point.At->site().Args;
  for (unsigned I = 0; Body != NoId && I < Args.size(); ++I)
    if (H.Names.contains(S.Places.intern(Args[I])))
      return releasesBeforeItThrows(*S.U, S.U->Functions[Body], I);
  return false;
}

} // namespace asyncsafe
