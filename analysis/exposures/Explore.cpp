//===- Explore.cpp - Following one hold forward ---------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Explore.h"

namespace asyncsafe {

bool dischargesDuty(const HeldPass &Pass, const Step &Each, const Hold &Before, HoldChange Change) {
  return Change == HoldChange::Released || Change == HoldChange::Promised || Change == HoldChange::Adopted ||
         (Each.K == Step::Kind::Return && Pass.isFreedByObject(Before));
}

bool isOwed(const HeldPass &Pass, unsigned Resource, const Hold &H, BlockId B, unsigned Index) {
  return explore(Pass, Resource, H, B, Index,
                 [&](BlockId, unsigned, const Step &Each, const Hold &Now, HoldChange Change) {
                   return dischargesDuty(Pass, Each, Now, Change) ? Visit::Stop : Visit::GoOn;
                 });
}

} // namespace asyncsafe
