//===- CountingLocks.cpp - Methods named like a lock's that only count ----===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/CountingLocks.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>

namespace asyncsafe {

namespace {

/// A helper that waits for the method that calls it is not deeper than this.
constexpr unsigned MaxDepth = 3;

bool isLockMethod(const Unit &U, const Event &E) {
  if (!E.is(EffectKind::Acquire) && !E.is(EffectKind::Release))
    return false;
  const Effect &Does = E.effect();
  return (Does.Resource == ResourceKind::Lock || Does.Resource == ResourceKind::SharedLock) &&
         E.site().Args.empty() && !E.site().This.isNone() && E.site().Callee != NoId &&
         bodyOf(U, E.site().Callee, Runs::Surely) != NoId;
}

/// Of a qualified method.
std::string classOf(const std::string &Method) { return Method.substr(0, Method.rfind("::")); }

class Judge {
public:
  explicit Judge(const Unit &U) : U(U) {}

  bool onlyCounts(FunctionId Method) const {
    const Function &F = U.Functions[Method];
    bool Counts = hasEvent(F, [&](const Event &E) {
      return E.kind() == EventKind::Assign && E.adds() && isOfObject(E.subject());
    });
    return Counts && loopsOf(F).empty() && !mayWait(F, MaxDepth);
  }

private:
  static bool isOfObject(const Place &P) { return P.Root == Place::RootKind::This; }

  /// Threads use it together.
  bool isShared(const Place &P) const {
    if (P.Object == NoId)
      return false;
    const Object &O = U.Objects[P.Object];
    return O.IsAtomic || O.IsVolatile || O.IsUsedAtomically || O.IsUsedVolatile;
  }

  bool mayWait(const Function &F, unsigned Depth) const {
    return hasEvent(F, [&](const Event &E) {
      switch (E.kind()) {
      case EventKind::Effect:
        return E.is(EffectKind::Block) ||
               (E.is(EffectKind::Acquire) && !isHandle(E.effect().Resource) && !isLockMethod(U, E));
      case EventKind::Assign:
      case EventKind::Read:
        return isShared(E.subject());
      case EventKind::Call:
        return mayWait(E.site(), Depth);
      default:
        return false;
      }
    });
  }

  /// What waits until the object is free is given the object, or a part of it.
  bool mayWait(const CallSite &Site, unsigned Depth) const {
    const Callee &C = U.Callees[Site.Callee];
    bool Given = isOfObject(Site.This) || std::any_of(Site.Args.begin(), Site.Args.end(), [](const Place &A) {
                   return A.AddressOf && isOfObject(A);
                 });
    if (C.Standard)
      return false;
    if (FunctionId Body = bodyOf(U, Site.Callee, Runs::Surely); Body != NoId)
      return Given && (!Depth || mayWait(U.Functions[Body], Depth - 1));
    return Given || !C.System;
  }

  const Unit &U;
};

} // namespace

void dropCountingLocks(Unit &U) {
  std::map<std::string, std::map<FunctionId, bool>> Classes; ///< do all their methods only count?
  const Judge Counts(U);
  for (const Function &F : U.Functions)
    forEachEvent(F, [&](Position, const Event &E) {
      if (!isLockMethod(U, E))
        return;
      FunctionId Body = bodyOf(U, E.site().Callee, Runs::Surely);
      auto [It, New] = Classes[classOf(U.Callees[E.site().Callee].Name)].try_emplace(Body);
      if (New)
        It->second = Counts.onlyCounts(Body);
    });
  for (Function &F : U.Functions)
    for (Block &B : F.Blocks)
      for (Event &E : B.Events) {
        if (!isLockMethod(U, E))
          continue;
        const auto &Methods = Classes.at(classOf(U.Callees[E.site().Callee].Name));
        if (std::all_of(Methods.begin(), Methods.end(), [](const auto &M) { return M.second; }))
          E.What = CallEvent{E.as<EffectEvent>()->Site};
      }
}

} // namespace asyncsafe
