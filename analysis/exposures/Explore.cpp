//===- Explore.cpp - Following one hold forward ---------------------------===//

#include "analysis/exposures/Explore.h"

namespace asyncsafe {

bool isOwed(const HeldPass &Pass, unsigned Resource, const Hold &H, BlockId B, unsigned Index) {
  return explore(Pass, Resource, H, B, Index,
                 [](BlockId, unsigned, const Step &, const Hold &, HoldChange Change) {
                   bool Ends = Change == HoldChange::Released || Change == HoldChange::Adopted;
                   return Ends ? Visit::Stop : Visit::GoOn;
                 });
}

} // namespace asyncsafe
