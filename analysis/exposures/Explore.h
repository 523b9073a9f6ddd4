//===- Explore.h - Following one hold forward -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks the normal paths from a step while one resource is held, and calls a visitor at each step. The
// visitor decides what is computed.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_EXPLORE_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_EXPLORE_H

#include "analysis/engine/Paths.h"
#include "analysis/exposures/Held.h"

namespace asyncsafe {

/// Visits every step from (\p B, \p Index) on at which the resource is still held, with the hold before
/// the step and the change that the step makes. A path ends where the resource is no longer held, or is
/// acquired anew (the first step may acquire it). \p Visitor: (BlockId, unsigned, const Step &, const
/// Hold &, HoldChange) -> Visit. True if the visitor stopped the walk.
template <class F>
bool explore(const HeldPass &Pass, unsigned Resource, Hold Start, BlockId B, unsigned Index, F Visitor) {
  const Steps &S = Pass.steps();
  struct Item {
    BlockId B;
    unsigned Index;
    Hold H;
  };
  std::vector<Item> Work{{B, Index, std::move(Start)}};
  std::vector<bool> Seen(S.F->Blocks.size());
  bool First = true;
  while (!Work.empty()) {
    Item Current = std::move(Work.back());
    Work.pop_back();
    bool Ended = false;
    Effort::add();
    for (unsigned I = Current.Index; I < S.Blocks[Current.B].size() && !Ended; ++I) {
      Effort::add();
      const Step &Each = S.Blocks[Current.B][I];
      Visit V;
      HoldChange Change = HoldChange::None;
      if (Pass.concerns(Resource, Current.H, Each)) {
        Pass.renewed(Resource, Current.H, Each);
        Hold Before = Current.H;
        Change = Pass.transferOne(Resource, Current.H, Each);
        V = Visitor(Current.B, I, Each, static_cast<const Hold &>(Before), Change);
      } else {
        V = Visitor(Current.B, I, Each, static_cast<const Hold &>(Current.H), Change);
      }
      if (V == Visit::Stop)
        return true;
      Ended = V == Visit::EndPath || !Current.H.MayBeHeld || (Change == HoldChange::Acquired && !First);
      First = false;
    }
    if (Ended)
      continue;
    for (const Edge &E : S.F->Blocks[Current.B].Successors) {
      if (Seen[E.To] || !S.feasible(E))
        continue;
      Hold Next = Current.H;
      Pass.followOne(Resource, Next, E);
      if (!Next.MayBeHeld)
        continue;
      Seen[E.To] = true;
      Work.push_back({E.To, 0, std::move(Next)});
    }
  }
  return false;
}

/// A step that releases the resource, hands it to an owner, or completes the construction of an object
/// whose destructor will release it.
bool dischargesDuty(const HeldPass &Pass, const Step &Each, const Hold &Before, HoldChange Change);

/// A normal path from here can release the resource or hand it to an owner.
bool isOwed(const HeldPass &Pass, unsigned Resource, const Hold &H, BlockId B, unsigned Index);

} // namespace asyncsafe

#endif
