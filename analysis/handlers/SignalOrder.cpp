//===- SignalOrder.cpp - Signals blocked before a point -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/SignalOrder.h"

namespace asyncsafe {

static bool blocks(const Event &E) {
  return (E.is(EffectKind::Mask) || E.is(EffectKind::RestoreMask)) && E.effect().Raises == Source::Signal;
}

bool masksBefore(const Unit &U, const Function &F, Position To) {
  Before Earlier(F, To);
  bool Masks = false;
  forEachEvent(F, [&](Position P, const Event &E) {
    if (Masks || !Earlier.contains(P))
      return;
    Masks = blocks(E);
    if (FunctionId Body = calledBy(U, E, Runs::Perhaps); Body != NoId)
      forEachEvent(U.Functions[Body], [&](Position, const Event &Inside) { Masks |= blocks(Inside); });
  });
  return Masks;
}

} // namespace asyncsafe
