//===- Masks.cpp - Which sources are kept out where -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/steps/Masks.h"

#include <iterator>

namespace asyncsafe {

/// A mask within one that keeps out more changes nothing.
static void mask(MaskState &M, MaskDepth To) {
  bool Deeper = To == MaskDepth::Masked && M.mayBe(MaskDepth::Uninterruptible);
  bool OnlyDeeper = Deeper && !M.mayBeOpen() && !M.mayBe(MaskDepth::Masked) && !M.mayBe(MaskDepth::Points);
  M.AsFound = M.Unmasked = false;
  for (bool &D : M.Depths)
    D = false;
  M.Depths[static_cast<unsigned>(MaskDepth::Uninterruptible)] = Deeper;
  if (!OnlyDeeper)
    M.Depths[static_cast<unsigned>(To)] = true;
}

void MaskPass::transfer(State &Masks, const Step &Each) const {
  if (Each.K == Step::Kind::Destroy) {
    for (MaskState &M : Masks)
      if (M.Owners.contains(Each.Subject))
        M = MaskState();
    return;
  }
  if (Each.K != Step::Kind::Effect)
    return;
  MaskState &M = Masks[static_cast<unsigned>(Each.effect().Raises)];
  switch (Each.effect().Kind) {
  case EffectKind::Mask:
    mask(M, Each.effect().Depth);
    if (Each.Owner != NoPlace)
      M.Owners.insert(Each.Owner);
    break;
  case EffectKind::Unmask:
    M = MaskState();
    M.AsFound = false;
    M.Unmasked = true;
    break;
  case EffectKind::RestoreMask:
    M = MaskState();
    break;
  default:
    break;
  }
}

bool MaskPass::join(State &Into, const State &From) const {
  bool Changed = false;
  auto Or = [&](bool &To, bool With) {
    Changed |= With && !To;
    To |= With;
  };
  for (unsigned I = 0; I < Into.size(); ++I) {
    Or(Into[I].AsFound, From[I].AsFound);
    Or(Into[I].Unmasked, From[I].Unmasked);
    for (unsigned D = 0; D < std::size(Into[I].Depths); ++D)
      Or(Into[I].Depths[D], From[I].Depths[D]);
    Changed |= Into[I].Owners.merge(From[I].Owners);
  }
  return Changed;
}

bool usesMasks(const Steps &S) {
  for (const auto &Block : S.Blocks)
    for (const Step &Each : Block)
      if (Each.is(EffectKind::Mask))
        return true;
  return false;
}

} // namespace asyncsafe
