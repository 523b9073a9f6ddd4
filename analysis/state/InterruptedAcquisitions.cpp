//===- InterruptedAcquisitions.cpp - Acquisitions that only a signal ends -===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/state/InterruptedAcquisitions.h"

#include "analysis/engine/Paths.h"
#include "analysis/handlers/InForce.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// The wait without limit that the call of \p Acquire is, if only a signal ends it otherwise.
const Effect *waitOf(const Function &F, const Event &Acquire, Position &At) {
  const Effect *Out = nullptr;
  forEachEvent(F, [&](Position P, const Event &E) {
    bool Waits = E.is(EffectKind::Block) && E.Expr == Acquire.Expr;
    if (!Waits || E.effect().Wait->Length != WaitLength::Unbounded ||
        E.effect().Wait->Signal == OnSignal::Ignores)
      return;
    Out = &E.effect();
    At = P;
  });
  return Out;
}

} // namespace

void dropUninterrupted(const UnitHandlers &Facts, std::vector<UnheldRelease> &Releases) {
  const Unit &U = *Facts.Of;
  // Of a library, the handlers are the program's.
  if (std::none_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) { return F.IsMain; }))
    return;
  std::optional<HandlersInForce> InForce;
  auto IsInterrupted = [&](const UnheldRelease &R, OnSignal Then, Position At) {
    for (unsigned I = 0; I < Facts.Handlers.size(); ++I) {
      const HandlerInstall &H = Facts.Handlers[I];
      if (H.isFault() || H.comesFromCall() || !breaks(H, Then))
        continue;
      if (!InForce)
        InForce.emplace(Facts);
      if (InForce->mayStrikeAt(I, R.In, At))
        return true;
    }
    return false;
  };
  auto IsDead = [&](const UnheldRelease &R) {
    if (R.Is != UnheldRelease::How::Failed || R.Kind != ResourceKind::Semaphore || !R.Acquire)
      return false;
    Position At;
    const Effect *Waits = waitOf(U.Functions[R.In], *R.Acquire, At);
    return Waits && !IsInterrupted(R, Waits->Wait->Signal, At);
  };
  Releases.erase(std::remove_if(Releases.begin(), Releases.end(), IsDead), Releases.end());
}

} // namespace asyncsafe
