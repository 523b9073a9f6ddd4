//===- Masks.cpp - Which sources are kept out where -----------------------===//

#include "analysis/exposures/Masks.h"

namespace asyncsafe {

void MaskPass::transfer(State &Masks, const Step &Each) const {
  if (Each.K == Step::Kind::Destroy) {
    for (MaskState &M : Masks)
      if (M.Owners.contains(Each.Subject))
        M = MaskState();
    return;
  }
  if (Each.K != Step::Kind::Effect)
    return;
  MaskState &M = Masks[static_cast<unsigned>(Each.E.Raises)];
  switch (Each.E.Kind) {
  case EffectKind::Mask:
    M.MayBeOpen = false;
    M.MayBeMasked = true;
    if (Each.Owner != NoPlace)
      M.Owners.insert(Each.Owner);
    break;
  case EffectKind::Unmask:
  case EffectKind::RestoreMask:
    M = MaskState();
    break;
  default:
    break;
  }
}

bool MaskPass::join(State &Into, const State &From) const {
  bool Changed = false;
  for (unsigned I = 0; I < Into.size(); ++I) {
    Changed |= From[I].MayBeOpen && !Into[I].MayBeOpen;
    Changed |= From[I].MayBeMasked && !Into[I].MayBeMasked;
    Into[I].MayBeOpen |= From[I].MayBeOpen;
    Into[I].MayBeMasked |= From[I].MayBeMasked;
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
