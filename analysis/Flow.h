//===- Flow.h - Loops and reachability of a function -------------*- C++ -*-===//
//
// Decides which blocks a path leads to, and which loop is the innermost around a
// block.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_FLOW_H
#define ASYNCSAFE_ANALYSIS_FLOW_H

#include "effects/Graph.h"

#include <functional>

namespace asyncsafe {

/// The blocks that a path of at least one edge leads to from \p From, none of them
/// \p Without on the way.
std::vector<bool> reachableFrom(const Function &F, BlockId From, BlockId Without = NoId);

/// The blocks that are reached from the entry, and from handlers, over edges that \p Takes allows.
std::vector<bool> reachedOver(const Function &F, const std::function<bool(const Edge &)> &Takes);

/// A path leads from \p B back to it.
inline bool isInLoop(const Function &F, BlockId B) { return reachableFrom(F, B)[B]; }

/// The blocks of a loop; empty if there is none.
using LoopBlocks = std::vector<BlockId>;

/// Each natural loop of \p F, inner ones first.
std::vector<LoopBlocks> loopsOf(const Function &F);

/// Each natural loop around \p Inside, innermost first.
std::vector<LoopBlocks> loopsAround(const Function &F, BlockId Inside);

} // namespace asyncsafe

#endif
