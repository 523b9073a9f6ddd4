//===- Explore.cpp - Following one hold forward ---------------------------===//

#include "analysis/exposures/Explore.h"

namespace asyncsafe {

bool isOwed(const HeldPass &Pass, unsigned Resource, const Hold &H, BlockId B, unsigned Index) {
  return explore(Pass, Resource, H, B, Index,
                 [&](BlockId, unsigned, const Step &Each, const Hold &Now, HoldChange Change) {
                   bool Ends = Change == HoldChange::Released || Change == HoldChange::Adopted;
                   // The object is complete: its destructor will see to it.
                   Ends |= Each.K == Step::Kind::Return && Pass.isFreedByObject(Now);
                   return Ends ? Visit::Stop : Visit::GoOn;
                 });
}

} // namespace asyncsafe
