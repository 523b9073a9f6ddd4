//===- Loops.h - Natural loops and block order ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the natural loops of a function from its dominators, and a block order in which only the back
// edges of loops go backward.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_LOOPS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_LOOPS_H

#include "analysis/engine/Paths.h"

#include <memory>

namespace asyncsafe {

/// The blocks of a loop, ascending; empty if there is no loop.
using LoopBlocks = std::vector<BlockId>;

/// Each natural loop of \p F, inner ones first.
std::vector<LoopBlocks> loopsOf(const Function &F);

using SharedLoop = std::shared_ptr<const LoopBlocks>;

/// The natural loops of a function, for questions about several of its blocks.
class LoopNest {
public:
  explicit LoopNest(const Function &F);
  /// Innermost first.
  std::vector<SharedLoop> around(BlockId Inside) const;

private:
  std::vector<SharedLoop> All;
};

/// By block: the number of the cycles that it lies on, all those that share blocks having one; NoId if it
/// lies on none. Numbers are below that of the blocks.
std::vector<unsigned> cyclesOf(const Function &F);

/// By block: it lies on a cycle.
std::vector<bool> inLoops(const Function &F);

/// By block: its index in reverse postorder; blocks that only a handler reaches come before those that
/// the entry reaches.
std::vector<unsigned> forwardOrder(const Function &F);

} // namespace asyncsafe

#endif
