//===- HeldFlow.h - Where each resource is held -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the holds of the resources of a function before each of its steps: the fixed point over its
// normal edges, for one resource at a time and only over the blocks in which it is held. The cost is the
// sum of these regions, not the product of resources and blocks, and no state of a finished resource is
// kept. Handlers start with the state at the function's entry: what an interruption brings into them is
// computed by Unwind.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_HELDFLOW_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_HELDFLOW_H

#include "analysis/engine/Effort.h"
#include "analysis/engine/Paths.h"
#include "analysis/exposures/Held.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace asyncsafe {

class HeldFlow {
public:
  /// Gives up after \p MaxVisits visits to blocks, for all resources together.
  HeldFlow(const HeldPass &Pass, size_t MaxVisits);

  /// A step at which the resource may be held.
  struct Here {
    BlockId B;
    unsigned Index;
    const Hold &H;    ///< before the step
    unsigned Version; ///< equal for steps of a block between which the hold did not change
    HeldPass::Roots Roots;
  };

  /// Calls \p V(Here) for each step at which \p Resource may be held, in the order of the blocks. False
  /// if that exceeds the budget.
  template <class F> bool follow(unsigned Resource, F V) {
    if (!solve(Resource))
      return false;
    for (const Member &M : Members)
      go(Resource, M.B, M.H, V);
    return true;
  }

  /// A normal path leads to the block.
  bool reached(BlockId B) const { return Reached[B]; }
  /// Where the resource is acquired; no block if it is held at entry.
  Position acquiredAt(unsigned Resource) const { return Origins[Resource]; }

private:
  /// A block over which the resource is held.
  struct Member {
    BlockId B;
    Hold H; ///< before the block
    bool Queued = false;
  };

  /// Moves \p H from the beginning of the block to its end; calls \p V as in follow().
  template <class F> void go(unsigned R, BlockId B, Hold H, F V) {
    const std::vector<Step> &Steps = S.Blocks[B];
    unsigned Acquired = Origins[R].Block == B ? Origins[R].Index : NoId;
    // If the hold begins at the acquisition, the events before it are skipped.
    unsigned I = H.MayBeHeld || Acquired == NoId ? 0 : Acquired;
    unsigned Version = 0;
    for (HeldPass::Roots Roots = Pass.rootsOf(H); I < Steps.size(); ++I) {
      Effort::add();
      if (H.MayBeHeld)
        V(Here{B, I, H, Version, Roots});
      if (I != Acquired && !(Pass.rootsOf(B, I) & Roots))
        continue;
      if (Pass.concerns(R, H, Steps[I])) {
        Pass.transferOne(R, H, Steps[I]);
        Roots = Pass.rootsOf(H);
        ++Version;
      }
      if (!H.MayBeHeld && (Acquired == NoId || I >= Acquired))
        break;
    }
    End = std::move(H);
  }

  bool solve(unsigned R);
  bool settle();
  void leave(BlockId B, const Hold &H);
  void enter(BlockId B, const Hold &H);
  void push(BlockId B) { Work.push({Rank[B], B}); }
  bool isAlsoEnteredFree(BlockId B) const;

  const HeldPass &Pass;
  const Steps &S;
  Predecessors Into;
  std::vector<unsigned> Rank; ///< by block
  size_t Visits;
  std::vector<BlockId> Entries;
  std::vector<bool> Reached;     ///< by block
  std::vector<Position> Origins; ///< by resource

  // The resource that is followed.
  unsigned Resource = 0;
  BlockId Origin = NoId;
  std::vector<Member> Members;
  std::vector<unsigned> Slots;       ///< by block: of Members
  std::vector<unsigned> EnteredFree; ///< by block: the last resource that reaches it while not held
  Hold End;                          ///< of the last block
  /// Blocks in forward order: outside loops each block is then visited once.
  using Ranked = std::pair<unsigned, BlockId>;
  std::priority_queue<Ranked, std::vector<Ranked>, std::greater<>> Work;
};

} // namespace asyncsafe

#endif
