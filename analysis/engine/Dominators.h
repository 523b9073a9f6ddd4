//===- Dominators.h - What every path to a block passes ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the dominators of a function's blocks, with its entry and its handlers as entries (Cooper, Harvey
// and Kennedy, "A Simple, Fast Dominance Algorithm", 2001).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_DOMINATORS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_DOMINATORS_H

#include "analysis/engine/Paths.h"

#include <map>

namespace asyncsafe {

/// Immediate dominators under one virtual root above all entries.
class Dominators {
public:
  explicit Dominators(const Function &F);

  bool reached(BlockId B) const { return Parent[B] != NoId; }
  /// False if either is unreachable.
  bool dominates(BlockId A, BlockId B) const {
    return reached(A) && reached(B) && Below[A].Begin <= Below[B].Begin && Below[B].Begin < Below[A].End;
  }
  /// The predecessors of \p B; for an entry, also the number of blocks, as the virtual root.
  const std::vector<BlockId> &before(BlockId B) const { return Before[B]; }
  /// By block: its place in an order in which predecessors come first, but for the back edges of loops;
  /// NoId if it is unreachable.
  const std::vector<uint32_t> &order() const { return Order; }

private:
  void number(const Function &F, const std::vector<BlockId> &Entries);
  void findParents();
  BlockId common(BlockId A, BlockId B) const;
  void findBelow();

  /// What a block dominates, as a range of a preorder of the tree.
  struct Range {
    uint32_t Begin = 0, End = 0;
  };

  BlockId Root;
  std::vector<BlockId> Forward;
  std::vector<std::vector<BlockId>> Before;
  std::vector<uint32_t> Order;
  std::vector<BlockId> Parent;
  std::vector<Range> Below;
};

/// The dominators of functions that are asked for.
class DominatorCache {
public:
  explicit DominatorCache(const Unit &U) : U(U) {}
  const Dominators &of(FunctionId F) {
    auto It = Known.find(F);
    return It == Known.end() ? Known.emplace(F, U.Functions[F]).first->second : It->second;
  }

private:
  const Unit &U;
  std::map<FunctionId, Dominators> Known;
};

} // namespace asyncsafe

#endif
