//===- Wakes.cpp - What calls wake ----------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/Wakes.h"

#include "analysis/engine/Paths.h"

namespace asyncsafe {

/// `wake()` and what it calls.
static constexpr unsigned MaxDepth = 2;

Wakes::Wakes(const Unit &U, const Callees &Calls, const SideEffectSummaries &Does)
    : U(U), Does(Does), Close(U.Functions.size()) {
  std::vector<FunctionId> Level;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position, const Event &E) {
      if (endsWait(E) && !Close[F]) {
        Close[F] = true;
        Level.push_back(F);
      }
    });
  for (unsigned Depth = 0; Depth < MaxDepth; ++Depth) {
    std::vector<FunctionId> Next;
    for (FunctionId F : Level)
      for (const CallEdge &C : Calls.callers(F))
        if (!Close[C.From]) {
          Close[C.From] = true;
          Next.push_back(C.From);
        }
    Level = std::move(Next);
  }
}

SharedSet Wakes::by(const Event &E) const {
  if (endsWait(E)) {
    SharedKey Key = sharedKey(E.effect().Subject);
    return Key ? SharedSet{Key} : SharedSet();
  }
  FunctionId Body = calledBy(U, E, Runs::Surely);
  return Body != NoId && Close[Body] ? Does.of(E).Wakes : SharedSet();
}

bool endsWait(const Event &E) { return E.is(EffectKind::Wake) && !E.effect().Lasts; }

} // namespace asyncsafe
