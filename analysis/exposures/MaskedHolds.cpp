//===- MaskedHolds.cpp - Resources held under a mask ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/MaskedHolds.h"

namespace asyncsafe {

static bool isOpen(const MaskPass::State &State, const Effect &Strikes) {
  return State[static_cast<unsigned>(Strikes.Raises)].lets(Strikes);
}

MaskedHolds::MaskedHolds(const HeldPass &Pass, unsigned Budget) : Pass(Pass) {
  const Steps &S = Pass.steps();
  if (!usesMasks(S))
    return;
  std::set<const Step *> Acquiring;
  for (const TrackedResource &R : Pass.resources())
    Acquiring.insert(R.Acquire);
  Dataflow<MaskPass>(S, Masks, Budget).forEachStep([&](BlockId B, unsigned I, const MaskPass::State &State) {
    if (Acquiring.count(&S.Blocks[B][I]))
      At.emplace(&S.Blocks[B][I], State);
  });
}

void MaskedHolds::begin(unsigned R, Position Where) {
  Resource = R;
  AcquiredAt = Where;
  Throughout.clear();
}

bool MaskedHolds::isAcquiredMasked(const Effect &Strikes) const {
  auto Start = At.find(Pass.resources()[Resource].Acquire);
  return Start != At.end() && !isOpen(Start->second, Strikes);
}

bool MaskedHolds::isMaskedThroughout(const Effect &Strikes) {
  if (!isAcquiredMasked(Strikes))
    return false;
  auto [Known, New] = Throughout.try_emplace({Strikes.Raises, Strikes.Interruptible}, false);
  if (!New)
    return Known->second;
  const MaskPass::State &Start = At.at(Pass.resources()[Resource].Acquire);
  bool Opens = explore(Pass, Resource, Hold(), AcquiredAt.Block, AcquiredAt.Index,
                       [&](BlockId, unsigned, const Step &Each, const Hold &, HoldChange) {
                         MaskPass::State After = Start;
                         Masks.transfer(After, Each);
                         return isOpen(After, Strikes) ? Visit::Stop : Visit::GoOn;
                       });
  return Known->second = !Opens;
}

const Event *MaskedHolds::unmaskBehind(const Effect &Strikes) const {
  const Event *Found = nullptr;
  explore(Pass, Resource, Hold(), AcquiredAt.Block, AcquiredAt.Index,
          [&](BlockId, unsigned, const Step &Each, const Hold &, HoldChange) {
            bool Ends = Each.is(EffectKind::Unmask) || Each.is(EffectKind::RestoreMask);
            if (!Ends || Each.effect().Raises != Strikes.Raises)
              return Visit::GoOn;
            Found = Each.At;
            return Visit::Stop;
          });
  return Found;
}

} // namespace asyncsafe
